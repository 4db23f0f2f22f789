import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { tooMany } from '#app/http/errors.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import type { Refusal } from '#app/http/request-limits.ts'
import { translator } from '#app/locales/translate.ts'
import { WordsProvider } from '#app/ui/words.tsx'

/** Answers with a piece of HTML for a script that asked for it. The browser may keep it for half a minute. */
export function pieceOfPage(ctx: RequestContext, content: ReactNode): Response {
  const html = renderToStaticMarkup(<WordsProvider locale={ctx.site.locale}>{content}</WordsProvider>)
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'private, max-age=30',
      'X-Robots-Tag': 'noindex',
    },
  })
}

/** The same for who asked too much: a line that stands above what was found before. */
export function refusedPiece(ctx: RequestContext, refusal: Refusal): Response {
  const { status, headers } = tooMany(refusal)
  headers.set('Content-Type', 'text/html; charset=utf-8')
  headers.set('X-Robots-Tag', 'noindex')
  const t = translator(ctx.site.locale)
  const html = renderToStaticMarkup(<p data-says="">{t('search.busy.typing')}</p>)
  return new Response(html, { status, headers })
}
