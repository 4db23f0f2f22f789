import { redirect, type MetaFunction } from '@remix-run/node'
import { isRouteErrorResponse, useLoaderData, useLocation, useRouteError } from '@remix-run/react'
import { search } from '#app/domains/search/search.queries.server.ts'
import { searchHref, withFilters } from '#app/domains/search/search-links.ts'
import { filterFields, searchPageSearch } from '#app/domains/search/search.schema.ts'
import { listSpaceLinks } from '#app/domains/spaces/space.queries.server.ts'
import { listTags } from '#app/domains/tags/tag.queries.server.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { Note } from '#app/ui/note.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { TagList } from '#app/ui/tag.tsx'
import { useT } from '#app/ui/words.tsx'
import { pageHead, rootData } from './parts/head.ts'
import { isTooMany, Oops } from './parts/oops.tsx'
import { Page } from './parts/page.tsx'
import { refusalHeaders } from './parts/refusal-headers.ts'
import { SearchBusy } from './parts/search-busy.tsx'
import { SearchEmpty, SearchHelp } from './parts/search-empty.tsx'
import { SearchForm } from './parts/search-form.tsx'
import { NamesBeside, SearchHits } from './parts/search-hits.tsx'
import { SearchNone } from './parts/search-none.tsx'
import { SearchSays } from './parts/search-says.tsx'
import { SearchTools } from './parts/search-tools.tsx'

const POPULAR = 12

export const loader = guardedLoader(
  { access: 'everyone', search: searchPageSearch.and(filterFields), limit: 'search' },
  async ({ ctx, search: asked }) => {
    const { q, kind, sort, page, exact, ...fields } = asked
    const input = { q, kind, sort, page, exact }
    const narrowed = withFilters(q, fields)
    if (narrowed !== null) throw redirect(searchHref({ ...input, q: narrowed, page: 1 }), 302)
    const { search: engine, spaces } = ctx.services
    const results = await search(ctx, { engine, spaces }, input)
    ctx.tags.add('home')
    return {
      results,
      spaces: (await listSpaceLinks(ctx, spaces)).filter((space) => !space.locked),
      popular: results.query === '' ? await listTags(ctx, POPULAR) : [],
    }
  },
)

export const headers = refusalHeaders

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const root = rootData(matches)
  const t = translator(root.locale)
  const typed = data?.results.query ?? ''
  const title = typed === '' ? t('search.label') : t('search.title', { query: typed.slice(0, 80) })
  return pageHead({ ...root, title, unindexed: true })
}

/** Asked too much at once: what was asked stays in the box. */
export function ErrorBoundary() {
  const error = useRouteError()
  const { pathname, search } = useLocation()
  if (!isRouteErrorResponse(error)) return <Oops error={null} pathname={pathname} />
  if (!isTooMany(error)) return <Oops error={error} pathname={pathname} />
  return (
    <Page here={null}>
      <SearchBusy path={pathname} query={search} />
    </Page>
  )
}

export default function Search() {
  const { results, spaces, popular } = useLoaderData<typeof loader>()
  const t = useT()
  const asked = results.query !== ''
  const names = results.members.length + results.tags.length + results.spaces.length > 0
  const context = asked ? names ? <NamesBeside results={results} /> : undefined : <SearchHelp />
  return (
    <Page here={null} context={context}>
      <PageHead title={t('search.label')} size="s" />
      <SearchForm asked={results} spaces={spaces} />
      {asked ? (
        <>
          <SearchTools results={results} />
          <SearchSays results={results} />
          {results.hits.length > 0 ? <SearchHits results={results} /> : <SearchNone results={results} />}
          <Pager
            prevHref={results.previous}
            nextHref={results.next}
            words={{ prev: t('search.previous'), next: t('search.next') }}
          />
        </>
      ) : (
        <>
          <SearchEmpty />
          {popular.length > 0 ? (
            <Note title={t('search.tags')} more={{ label: t('home.all'), href: '/tags' }}>
              <TagList
                tags={popular.map((tag) => ({
                  name: tag.name,
                  href: `/tags/${encodeURIComponent(tag.slug)}`,
                  count: tag.threads,
                }))}
              />
            </Note>
          ) : null}
        </>
      )}
    </Page>
  )
}
