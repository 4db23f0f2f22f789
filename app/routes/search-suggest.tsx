import { renderToStaticMarkup } from 'react-dom/server'
import { suggestSearch } from '#app/domains/search/search.schema.ts'
import { suggest } from '#app/domains/search/suggest.queries.server.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { WordsProvider } from '#app/ui/words.tsx'
import { Suggestions } from './parts/suggestions.tsx'

/** What the palette shows while somebody types, as a piece of a page: one way to say things, for it and for pages. */
export const loader = guardedLoader(
  { access: 'everyone', search: suggestSearch },
  async ({ ctx, search: { q } }) => {
    const { search: engine, spaces } = ctx.services
    const found = await suggest(ctx, { engine, spaces }, q)
    const html = renderToStaticMarkup(
      <WordsProvider locale={ctx.site.locale}>
        <Suggestions found={found} />
      </WordsProvider>,
    )
    return new Response(html, {
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Cache-Control': 'private, max-age=30',
        'X-Robots-Tag': 'noindex',
      },
    })
  },
)
