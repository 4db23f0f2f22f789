import { Avatar, PersonLink, type PersonRef } from './avatar.tsx'
import { useT } from './words.tsx'

/** Who reacted, the newest first; `imported` likes came without names, and `more` people did not fit. */
export function ReactedPeople(props: {
  people: readonly { emoji: string; person: PersonRef | null }[]
  imported: number
  more: number
}) {
  const { people, imported, more } = props
  const t = useT()
  if (people.length === 0 && imported === 0) return <p className="meta">{t('react.none')}</p>
  return (
    <>
      <ul className="reacted">
        {people.map(({ emoji, person }, at) => (
          <li key={person?.handle ?? at}>
            <span>{emoji}</span>
            <Avatar person={person} size="s" />
            {person ? <PersonLink person={person} /> : t('post.erased')}
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="meta">{t('react.more', { count: more })}</p> : null}
      {imported > 0 ? <p className="meta">{t('react.imported', { count: imported })}</p> : null}
    </>
  )
}
