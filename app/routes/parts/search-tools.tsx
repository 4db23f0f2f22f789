import { searchKinds, searchSorts } from '#app/domains/search/query/search-query.ts'
import { searchHref } from '#app/domains/search/search-links.ts'
import type { SearchView } from '#app/domains/search/search.view.ts'
import { Tabs } from '#app/ui/tabs.tsx'
import { useT } from '#app/ui/words.tsx'

/** What to show, in which order, and the filters in force, each with a way to take it off. */
export function SearchTools({ results }: { results: SearchView }) {
  const { kind, sort, query, filters } = results
  const t = useT()
  const ordered = kind === 'threads' || kind === 'posts'
  return (
    <>
      <Tabs
        label={t('search.kinds')}
        tabs={searchKinds.map((one) => ({
          label: t(`search.kind.${one}`),
          href: searchHref({ q: query, kind: one, sort }),
          current: one === kind,
        }))}
      />
      {ordered ? (
        <Tabs
          quiet
          label={t('search.sorts')}
          tabs={searchSorts.map((one) => ({
            label: t(`search.sort.${one}`),
            href: searchHref({ q: query, kind, sort: one }),
            current: one === sort,
          }))}
        />
      ) : null}
      {filters.length > 0 ? (
        <ul className="cluster search-chips" aria-label={t('search.filters')}>
          {filters.map((filter) => (
            <li key={filter.text}>
              <a
                className="tag"
                href={filter.without}
                aria-label={t('search.remove', { filter: filter.text })}
              >
                <bdi>{filter.text}</bdi>
                <span className="n" aria-hidden="true">
                  ×
                </span>
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
