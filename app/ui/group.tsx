import { Avatar, PersonLink, type PersonRef } from './avatar.tsx'
import { useT } from './words.tsx'

type Kind = 'public' | 'closed' | 'secret'

/** Groups, each with what it is and how many are in it, where that may be known. */
export function GroupList(props: {
  groups: readonly { href: string; name: string; description: string; kind: Kind; members: number | null }[]
}) {
  const t = useT()
  return (
    <ul className="people-list">
      {props.groups.map(({ href, name, description, kind, members }) => (
        <li key={href}>
          <div>
            <a className="title hov" href={href} dir="auto">
              {name}
            </a>
            {description ? <p dir="auto">{description}</p> : null}
          </div>
          <span className="meta">
            {t(`groups.kind.${kind}`)}
            {members === null ? null : <> · {t('groups.count', { count: members })}</>}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** What one can do about one's own place in a group. */
export function GroupMoves(props: {
  path: string
  within: 'owner' | 'member' | 'asked' | 'invited' | null
  join: boolean
  ask: boolean
}) {
  const { path, within, join, ask } = props
  const t = useT()
  const belongs = within === 'owner' || within === 'member'
  return (
    <form className="relation" method="post" action={path}>
      {within ? <span className="status">{t(`groups.is.${within}`)}</span> : null}
      {join ? (
        <button className="btn primary" name="do" value="join">
          {t('groups.join')}
        </button>
      ) : null}
      {ask ? (
        <button className="btn primary" name="do" value="ask">
          {t('groups.ask')}
        </button>
      ) : null}
      {within && !belongs ? (
        <button className="btn small quiet" name="do" value="withdraw">
          {t(within === 'asked' ? 'groups.withdraw' : 'groups.refuse')}
        </button>
      ) : null}
      {belongs ? (
        <button className="btn small quiet" name="do" value="leave">
          {t('groups.leave')}
        </button>
      ) : null}
    </form>
  )
}

/** Who is in a group; with what can be done about each, for who looks after it. */
export function GroupPeople(props: {
  path: string
  look: boolean
  count: number
  people: readonly { person: PersonRef; owner: boolean }[]
}) {
  const { path, look, count, people } = props
  const t = useT()
  return (
    <section className="people-list" aria-labelledby="people">
      <h2 className="title" id="people">
        {t('groups.count', { count })}
      </h2>
      <ul>
        {people.map(({ person, owner }) => (
          <li key={person.handle}>
            <Avatar person={person} size="s" />
            <PersonLink person={person} />
            {owner ? <span className="status">{t('groups.owner')}</span> : null}
            {look ? (
              <OtherMoves path={path} person={person} moves={[owner ? 'disown' : 'own', 'remove']} />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Who asked or was invited, and a line to invite somebody: for who looks after the group. */
export function GroupWaiting(props: {
  path: string
  waiting: readonly { person: PersonRef; waits: 'asked' | 'invited' }[]
}) {
  const { path, waiting } = props
  const t = useT()
  return (
    <section className="people-list" aria-labelledby="waiting">
      <h2 className="title" id="waiting">
        {t('groups.waiting')}
      </h2>
      <ul>
        {waiting.map(({ person, waits }) => (
          <li key={person.handle}>
            <Avatar person={person} size="s" />
            <PersonLink person={person} />
            <span className="status">{t(`groups.waits.${waits}`)}</span>
            <OtherMoves
              path={path}
              person={person}
              moves={waits === 'asked' ? ['accept', 'decline'] : ['decline']}
            />
          </li>
        ))}
      </ul>
      <form className="beside" method="post" action={path}>
        <label className="vh" htmlFor="handle">
          {t('groups.invite.handle')}
        </label>
        <input
          className="input"
          id="handle"
          name="handle"
          required
          maxLength={100}
          autoComplete="off"
          placeholder={t('groups.invite.handle')}
        />
        <button className="btn" name="do" value="invite">
          {t('groups.invite')}
        </button>
      </form>
    </section>
  )
}

function OtherMoves(props: {
  path: string
  person: PersonRef
  moves: readonly ('accept' | 'decline' | 'own' | 'disown' | 'remove')[]
}) {
  const { path, person, moves } = props
  const t = useT()
  return (
    <form className="relation" method="post" action={path}>
      <input type="hidden" name="handle" value={person.handle} />
      {moves.map((move) => (
        <button key={move} className="btn small quiet" name="do" value={move}>
          {t(`groups.do.${move}`)}
          <span className="vh"> @{person.handle}</span>
        </button>
      ))}
    </form>
  )
}
