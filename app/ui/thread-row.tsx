import { Avatar, PersonLink, type PersonRef } from './avatar.tsx'
import { formatCount } from './count.tsx'
import { tint } from './hue.ts'
import { Pulse } from './pulse.tsx'
import { rich } from './rich.tsx'
import { ThreadStatus, type ThreadState } from './thread-status.tsx'
import { Time } from './time.tsx'
import { useT } from './words.tsx'

export interface SpaceRef {
  name: string
  href: string
  hue: number
}

export interface ThreadRowProps {
  href: string
  title: string
  /** Language of the title and excerpt, where it is known and not the page's. */
  lang?: string
  excerpt?: string | null
  author: PersonRef | null
  /** Left out in the list of the space itself. */
  space?: SpaceRef | null
  pinned?: boolean
  state?: ThreadState | null
  /** Who gave the accepted answer. */
  solvedBy?: string | null
  replies: number
  /** Replies of each of the last seven days, today last. */
  pulse?: readonly number[]
  lastAt: string
  /** Everything in it was read. */
  isRead?: boolean
  /** Posts that came since the reader was there; the row leads to the first of them. */
  unread?: number
}

/** One conversation in a list: the whole row leads to it, people and spaces inside have links of their own. */
export function ThreadRow(props: ThreadRowProps) {
  const { href, title, lang, excerpt, author, replies, pulse, lastAt } = props
  return (
    <li className={props.isRead ? 'row is-read' : 'row'}>
      <RowAvatar author={author} />
      <div className="row-main">
        <h3 className="title" lang={lang} dir="auto">
          <a href={href}>{title}</a>
        </h3>
        {excerpt ? (
          <p className="row-sum" lang={lang} dir="auto">
            {excerpt}
          </p>
        ) : null}
        <RowMeta {...props} />
      </div>
      <div className="row-side">
        <Replies count={replies} />
        {pulse ? <Pulse days={pulse} /> : null}
        <span className="meta">
          <Time iso={lastAt} />
        </span>
      </div>
    </li>
  )
}

function RowAvatar({ author }: { author: PersonRef | null }) {
  if (!author?.href) return <Avatar person={author} />
  return (
    <a className="hit" href={author.href} aria-hidden="true" tabIndex={-1}>
      <Avatar person={author} />
    </a>
  )
}

function RowMeta({ href, author, space, pinned, state, solvedBy, unread = 0 }: ThreadRowProps) {
  const t = useT()
  const shownState = pinned && !space ? (state ?? 'pinned') : state
  return (
    <p className="row-meta meta">
      {space ? (
        <a className={`chip ${tint(space.hue)}`} href={space.href} dir="auto">
          {pinned ? t('thread.pinnedIn', { space: space.name }) : space.name}
        </a>
      ) : null}
      <PersonLink person={author} />
      {author?.official ? <span className="official">{t('post.official')}</span> : null}
      {shownState ? <ThreadStatus state={shownState} by={solvedBy} /> : null}
      {unread > 0 ? (
        <a className="fresh" href={href}>
          {t('reading.unread', { count: unread, shown: formatCount(unread, t) })}
        </a>
      ) : null}
    </p>
  )
}

function Replies({ count }: { count: number }) {
  const t = useT()
  return (
    <span className="num">
      {rich(
        t,
        'thread.replies',
        { count, shown: formatCount(count, t) },
        { n: (n) => <b>{n}</b>, w: (words) => <small>{words}</small> },
      )}
    </span>
  )
}
