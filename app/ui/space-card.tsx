import type { ReactNode } from 'react'
import { ThreadStatus } from './thread-status.tsx'
import { formatCount } from './count.tsx'
import { Cover, type CoverSource } from './cover.tsx'
import { rich } from './rich.tsx'
import { Time } from './time.tsx'
import { useT } from './words.tsx'

export interface SpaceCardProps {
  name: string
  href: string
  purpose?: string | null
  cover: CoverSource
  conversations: number
  /** One may know of it but not read it yet: its page says how to get in. */
  locked?: boolean
  newest?: { title: string; href: string; at: string } | null
}

/** One space in the index: its drawing, its purpose, and the newest thing in it. */
export function SpaceCard({ name, href, purpose, cover, conversations, locked, newest }: SpaceCardProps) {
  return (
    <li className="space-card">
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
        <p className="meta">{locked ? <ThreadStatus state="locked" /> : <Newest newest={newest} />}</p>
      </div>
      {locked ? null : <SpaceNumbers conversations={conversations} at={newest?.at} />}
    </li>
  )
}

function Newest({ newest }: Pick<SpaceCardProps, 'newest'>) {
  const t = useT()
  if (!newest) return <>{t('space.quiet')}</>
  const link = (words: ReactNode) => (
    <a className="newest" href={newest.href}>
      <bdi>{words}</bdi>
    </a>
  )
  return <>{rich(t, 'space.newest', { title: newest.title }, { a: link })}</>
}

function SpaceNumbers({ conversations, at }: { conversations: number; at: string | undefined }) {
  const t = useT()
  const params = { count: conversations, shown: formatCount(conversations, t) }
  return (
    <div className="row-side">
      <span className="num">
        {rich(t, 'space.conversations', params, { n: (n) => n, w: (words) => <small>{words}</small> })}
      </span>
      {at ? (
        <span className="meta">
          <Time iso={at} />
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
