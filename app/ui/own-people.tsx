import { Avatar, PersonLink, type PersonRef } from './avatar.tsx'
import { Field } from './field.tsx'
import { useT } from './words.tsx'

const HERE = '/you/people'

/** People who are the same to a member, each with the way to undo it. */
export function RelatedPeople(props: {
  kind: 'following' | 'muted' | 'ignored'
  people: readonly PersonRef[]
}) {
  const { kind, people } = props
  const t = useT()
  return (
    <section className="people-list" aria-labelledby={kind}>
      <h2 className="title" id={kind}>
        {t(`people.list.${kind}`)}
      </h2>
      {people.length === 0 ? <p className="meta">{t(`people.none.${kind}`)}</p> : null}
      <ul>
        {people.map((person) => (
          <li key={person.handle}>
            <Avatar person={person} size="s" />
            <PersonLink person={person} />
            <form method="post" action={`/u/${encodeURIComponent(person.handle)}/relation`}>
              <input type="hidden" name="to" value={`${HERE}#${kind}`} />
              <button className="btn small quiet" name="kind" value="none">
                {t(`people.undo.${kind}`)}
                <span className="vh"> @{person.handle}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Words that one does not want to read, and a line for one more. */
export function MutedWords(props: {
  words: readonly string[]
  typed: string
  error: string | undefined
  most: number
}) {
  const { words, typed, error, most } = props
  const t = useT()
  return (
    <section className="people-list" aria-labelledby="words">
      <h2 className="title" id="words">
        {t('people.words')}
      </h2>
      <p className="meta">{t('people.words.lead')}</p>
      <ul>
        {words.map((word) => (
          <li key={word}>
            <bdi>{word}</bdi>
            <form method="post" action={HERE}>
              <input type="hidden" name="word" value={word} />
              <button className="btn small quiet" name="do" value="unmute">
                {t('people.undo.muted')}
                <span className="vh"> “{word}”</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
      <form method="post" action={HERE} className="people-add">
        <Field
          name="word"
          label={t('people.word')}
          defaultValue={typed}
          error={error}
          maxLength={most}
          autoComplete="off"
        />
        <button className="btn" name="do" value="mute">
          {t('people.word.do')}
        </button>
      </form>
    </section>
  )
}

/** Spaces and tags for which one chose how much one wants to hear. */
export function ChosenLevels(props: {
  chosen: readonly {
    of: 'space' | 'tag'
    id: number
    name: string
    href: string
    level: 'muted' | 'normal' | 'tracking' | 'watching'
  }[]
}) {
  const t = useT()
  if (props.chosen.length === 0) return null
  return (
    <section className="people-list" aria-labelledby="levels">
      <h2 className="title" id="levels">
        {t('people.levels')}
      </h2>
      <ul>
        {props.chosen.map(({ of, id, name, href, level }) => (
          <li key={href}>
            <a className="hov" href={href} dir="auto">
              {name}
            </a>
            <span className="meta">{t(`reading.level.${level}`)}</span>
            <form method="post" action="/reading/watch">
              <input type="hidden" name="of" value={of} />
              <input type="hidden" name="id" value={id} />
              <input type="hidden" name="to" value={`${HERE}#levels`} />
              <button className="btn small quiet" name="level" value="">
                {t('people.levels.undo')}
                <span className="vh"> {name}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}
