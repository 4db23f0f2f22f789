import { renderToStaticMarkup } from 'react-dom/server'
import { Document } from '#app/ui/document.tsx'
import { FeedLink } from '#app/ui/feed-link.tsx'
import { MemberMenu } from '#app/ui/member-menu.tsx'
import { Shell } from '#app/ui/shell.tsx'
import { pages, places } from './pages.tsx'
import { rail } from './sample.tsx'

export const pageNames = Object.keys(pages)

/** A sample page as a visitor would get it. */
export function renderPage(name: string, locale: string): string | null {
  const page = pages[name]
  if (!page) return null
  const html = renderToStaticMarkup(
    <Document locale={locale} theme="guildhall" head={<title>{`${name} · Tarnmoor`}</title>}>
      <Shell
        site={{ name: 'Tarnmoor' }}
        places={places}
        here={page.here ?? null}
        spaces={rail(page.space)}
        actions={<MemberMenu handle="moss.and.flint" name="Moss" desk />}
        writeHref="/new"
        context={page.context}
        rail={page.rail}
        footer={<FeedLink href="/feed.rss" />}
      >
        {page.main}
      </Shell>
    </Document>,
  )
  return `<!doctype html>${html}`
}
