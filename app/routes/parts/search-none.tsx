import type { SearchView } from '#app/domains/search/search.view.ts'
import { Empty } from '#app/ui/empty.tsx'
import { useT } from '#app/ui/words.tsx'

/** Nothing was found: three ways on, the nearest first. */
export function SearchNone({ results }: { results: SearchView }) {
  const t = useT()
  return (
    <Empty
      title={t('search.none.title')}
      text={t('search.none.text')}
      picture="signpost"
      action={
        <>
          {results.filters.slice(0, 2).map((filter) => (
            <a className="btn" href={filter.without} key={filter.text}>
              <bdi>{t('search.none.without', { filter: filter.text })}</bdi>
            </a>
          ))}
          <a className="btn" href="/">
            {t('search.none.browse')}
          </a>
          <a className="btn quiet" href="/?sort=unanswered">
            {t('search.none.unanswered')}
          </a>
        </>
      }
    />
  )
}
