import { SEARCH } from './finder.tsx'
import { useT } from './words.tsx'

const EXAMPLES = [
  { operator: 'in:', key: 'search.example.space' },
  { operator: 'by:', key: 'search.example.person' },
  { operator: 'tag:', key: 'search.example.tag' },
  { operator: 'is:solved', key: null },
  { operator: 'before:', key: 'search.example.date' },
] as const

/** What narrows a search, in a few words. With `insert` the script puts a chosen one into the box. */
export function Operators({ insert = false }: { insert?: boolean }) {
  const t = useT()
  return (
    <>
      {EXAMPLES.map(({ operator, key }) =>
        insert ? (
          <button className="needs-js" type="button" data-insert={operator} key={operator}>
            <b>{operator}</b>
            {key && t(key)}
          </button>
        ) : (
          <span key={operator}>
            <b>{operator}</b>
            {key && t(key)}
          </span>
        ),
      )}
      {insert ? (
        <a className="link" href={SEARCH}>
          {t('search.allFilters')}
        </a>
      ) : null}
    </>
  )
}
