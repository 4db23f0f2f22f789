import type { SearchView } from '#app/domains/search/search.view.ts'
import { formatCount } from '#app/ui/count.tsx'
import { rich } from '#app/ui/rich.tsx'
import { useT } from '#app/ui/words.tsx'

/** How much was found, and what was done to the question: always in words, for eyes and ears. */
export function SearchSays({ results }: { results: SearchView }) {
  const { total, atLeast, correction, relaxed, fallback, hints } = results
  const t = useT()
  const shown = formatCount(total, t)
  const asked = results.query.slice(0, 120)
  const query = correction?.searched ?? asked
  return (
    <div className="search-says" role="status">
      <p>
        {atLeast
          ? t('search.countSome', { shown, query })
          : t('search.count', { count: total, shown, query })}
      </p>
      {correction ? (
        <p>
          {rich(
            t,
            'search.corrected',
            { query: correction.searched, typed: asked },
            {
              a: (words) => (
                <a className="link" href={correction.typedHref}>
                  {words}
                </a>
              ),
            },
          )}
        </p>
      ) : null}
      {relaxed ? <p>{t('search.relaxed')}</p> : null}
      {fallback ? <p className="warn">{t('search.fallback')}</p> : null}
      {hints.map(({ code, part }) => (
        <p className="warn" key={code + part}>
          {t(`search.hint.${code}`, { part })}
        </p>
      ))}
    </div>
  )
}
