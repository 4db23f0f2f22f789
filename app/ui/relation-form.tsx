import { useT } from './words.tsx'

export interface RelationFormProps {
  handle: string
  /** What they are to the reader now. */
  kind: 'following' | 'muted' | 'ignored' | null
  /** Whether one may mute and ignore them: not the team. */
  mayFold: boolean
  /** Where one comes back to. */
  here: string
}

/** Follows somebody, or mutes or ignores them: one at a time, each undone by the button that says what is. */
export function RelationForm({ handle, kind, mayFold, here }: RelationFormProps) {
  const t = useT()
  const choices = kind
    ? [{ value: 'none', words: t(`people.undo.${kind}`) }]
    : (['following', ...(mayFold ? (['muted', 'ignored'] as const) : [])] as const).map((value) => ({
        value,
        words: t(`people.do.${value}`),
      }))
  return (
    <form className="relation" method="post" action={`/u/${encodeURIComponent(handle)}/relation`}>
      <input type="hidden" name="to" value={here} />
      {kind ? <span className="status">{t(`people.is.${kind}`)}</span> : null}
      {choices.map(({ value, words }) => (
        <button
          key={value}
          className={value === 'following' ? 'btn small' : 'btn small quiet'}
          name="kind"
          value={value}
        >
          {words}
          <span className="vh"> @{handle}</span>
        </button>
      ))}
    </form>
  )
}
