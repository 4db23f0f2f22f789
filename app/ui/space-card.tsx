import type { ReactNode } from 'react'
import { formatCount } from './count.tsx'
import { Cover, type CoverSource } from './cover.tsx'
import { rich } from './rich.tsx'
import { ThreadStatus } from './thread-status.tsx'
import { Time } from './time.tsx'
import { useT } from './words.tsx'

export interface SpaceCardProps {
  name: string
  href: string
  purpose?: string | null
  cover: CoverSource
  conversations: number
  newest?: { title: string; href: string; at: string } | null
  /** Lies inside the space above it. */
  child?: boolean
  /** May be known of, not read yet: the card says so instead of counting. */
  locked?: boolean
}

/** One space in the index: its drawing, its purpose, and the newest thing in it. */
export function SpaceCard({ name, href, purpose, cover, child, ...rest }: SpaceCardProps) {
  return (
    <li className={child ? 'space-card child' : 'space-card'}>
      <Cover source={cover} />
      <div>
        <h2 className="title" dir="auto">
          <a href={href}>{name}</a>
        </h2>
        {purpose ? (
          <p className="purpose" dir="auto">
            {purpose}
          </p>
        ) : null}
        <p className="meta">
          {rest.locked ? <ThreadStatus state="locked" /> : <Newest newest={rest.newest} />}
        </p>
      </div>
      {rest.locked ? null : <Numbers conversations={rest.conversations} newest={rest.newest} />}
    </li>
  )
}

type NewestProps = Pick<SpaceCardProps, 'newest'>

function Newest({ newest }: NewestProps) {
  const t = useT()
  if (!newest) return <>{t('space.quiet')}</>
  const link = (words: ReactNode) => (
    <a className="newest" href={newest.href}>
      <bdi>{words}</bdi>
    </a>
  )
  return <>{rich(t, 'space.newest', { title: newest.title }, { a: link })}</>
}

function Numbers({ conversations, newest }: NewestProps & { conversations: number }) {
  const t = useT()
  const params = { count: conversations, shown: formatCount(conversations, t) }
  return (
    <div className="row-side">
      <span className="num">
        {rich(t, 'space.conversations', params, {
          n: (n) => <b>{n}</b>,
          w: (words) => <small>{words}</small>,
        })}
      </span>
      {newest ? (
        <span className="meta">
          <Time iso={newest.at} />
        </span>
      ) : null}
    </div>
  )
}

/** All spaces, one under the other. */
export function SpaceList({ spaces }: { spaces: readonly SpaceCardProps[] }) {
  return (
    <ul className="spaces">
      {spaces.map((space) => (
        <SpaceCard key={space.href} {...space} />
      ))}
    </ul>
  )
}
