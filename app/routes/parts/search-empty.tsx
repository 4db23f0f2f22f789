import { Empty } from '#app/ui/empty.tsx'
import { Note } from '#app/ui/note.tsx'
import { useT } from '#app/ui/words.tsx'

/** Before anything was asked. */
export function SearchEmpty() {
  const t = useT()
  return <Empty title={t('search.empty.title')} text={t('search.empty.text')} picture="hills" />
}

const EXAMPLES = [
  ['in:"…"', 'in'],
  ['by:…', 'by'],
  ['tag:…', 'tag'],
  ['is:solved', 'is'],
  ['has:image', 'has'],
  ['before:2026-01', 'dates'],
  ['"…"', 'quote'],
  ['-…', 'minus'],
] as const

/** How a question is narrowed. */
export function SearchHelp() {
  const t = useT()
  return (
    <Note title={t('search.how')}>
      <dl className="operators">
        {EXAMPLES.map(([example, key]) => (
          <div key={key}>
            <dt>
              <code dir="ltr">{example}</code>
            </dt>
            <dd>{t(`search.how.${key}`)}</dd>
          </div>
        ))}
      </dl>
    </Note>
  )
}
