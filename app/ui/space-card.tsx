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
  newest?: { title: string; href: string; at: string } | null
}

/** One space in the index: its drawing, its purpose, and the newest thing in it. */
export function SpaceCard({ name, href, purpose, cover, conversations, newest }: SpaceCardProps) {
  const t = useT()
  const params = { count: conversations, shown: formatCount(conversations, t) }
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
        <p className="meta">
          {newest
            ? rich(
                t,
                'space.newest',
                { title: newest.title },
                {
                  a: (words) => (
                    <a className="newest" href={newest.href}>
                      <bdi>{words}</bdi>
                    </a>
                  ),
                },
              )
            : t('space.quiet')}
        </p>
      </div>
      <div className="row-side">
        <span className="num">
          {rich(t, 'space.conversations', params, { n: (n) => n, w: (words) => <small>{words}</small> })}
        </span>
        {newest ? (
          <span className="meta">
            <Time iso={newest.at} />
          </span>
        ) : null}
      </div>
    </li>
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
