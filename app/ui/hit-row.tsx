import { PersonLink, type PersonRef } from './avatar.tsx'
import { Avatar } from './avatar.tsx'
import { formatCount } from './count.tsx'
import { tint } from './hue.ts'
import { Marked } from './marked.tsx'
import { rich } from './rich.tsx'
import type { SpaceRef } from './thread-row.tsx'
import { ThreadStatus, type ThreadState } from './thread-status.tsx'
import { Time } from './time.tsx'
import { useT } from './words.tsx'

export interface HitRowProps {
  href: string
  /** Every second piece is what was searched for. */
  title: readonly string[]
  snippet: readonly string[]
  author: PersonRef | null
  space: SpaceRef
  state?: ThreadState | null
  replies: number
  /** The number of the matching post; 1 is the thread itself. */
  number: number
  at: string
}

/** One conversation that was found, with the words that were looked for. The whole row leads to the matching post. */
export function HitRow(props: HitRowProps) {
  const { href, title, snippet, author, space, state, replies, number, at } = props
  const t = useT()
  return (
    <li className="row hit-row">
      <Avatar person={author} />
      <div className="row-main">
        <h3 className="title" dir="auto">
          <a href={href}>
            <Marked pieces={title} />
          </a>
        </h3>
        <p className="row-sum" dir="auto">
          <Marked pieces={snippet} />
        </p>
        <p className="row-meta meta">
          <a className={`chip ${tint(space.hue)}`} href={space.href} dir="auto">
            {space.name}
          </a>
          {number > 1 ? <span>{t('search.inReply', { number })}</span> : null}
          <PersonLink person={author} />
          {state ? <ThreadStatus state={state} /> : null}
        </p>
      </div>
      <div className="row-side">
        <span className="num">
          {rich(
            t,
            'thread.replies',
            { count: replies, shown: formatCount(replies, t) },
            { n: (n) => <b>{n}</b>, w: (words) => <small>{words}</small> },
          )}
        </span>
        <span className="meta">
          <Time iso={at} />
        </span>
      </div>
    </li>
  )
}
