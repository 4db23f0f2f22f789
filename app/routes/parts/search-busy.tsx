import { MAX_TYPED } from '#app/domains/search/query/limits.ts'
import { searchKinds, searchSorts } from '#app/domains/search/query/search-query.ts'
import { withFilters } from '#app/domains/search/search-links.ts'
import { Empty } from '#app/ui/empty.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { useT } from '#app/ui/words.tsx'
import { SearchForm } from './search-form.tsx'

const FILTERS = ['in', 'by', 'is', 'has', 'after', 'before']

/** The search did not take the question now: it stands in the box as it was asked, and asks again at a click. */
export function SearchBusy({ path, query }: { path: string; query: string }) {
  const t = useT()
  const asked = new URLSearchParams(query)
  const q = asked.get('q') ?? ''
  const fields = Object.fromEntries(FILTERS.map((name) => [name, asked.get(name) ?? '']))
  const form = {
    query: (withFilters(q, fields) ?? q).slice(0, MAX_TYPED),
    kind: searchKinds.find((kind) => kind === asked.get('kind')) ?? 'threads',
    sort: searchSorts.find((sort) => sort === asked.get('sort')) ?? 'best',
  }
  return (
    <>
      <PageHead title={t('search.label')} size="s" />
      <SearchForm asked={form} spaces={null} />
      <Empty
        title={t('search.busy.title')}
        text={t('search.busy.text')}
        picture="signpost"
        action={
          <a className="btn primary" href={path + query} rel="nofollow">
            {t('error.retry')}
          </a>
        }
      />
    </>
  )
}
