import type { ReactNode } from 'react'
import { formatCount } from './count.tsx'
import { tint } from './hue.ts'
import { Icon } from './icon.tsx'
import { Time } from './time.tsx'
import type { SpaceRef } from './thread-row.tsx'
import { useT } from './words.tsx'

export interface ActivityProps {
  key: number
  href: string
  title: string
  excerpt: string
  at: string
  likes: number
  accepted: boolean
  /** The post began the thread; otherwise it is a reply. */
  started: boolean
  space: SpaceRef
}

/** What somebody wrote, newest first: each leads to the post itself. */
export function ActivityList(props: { heading: string; items: readonly ActivityProps[]; empty: ReactNode }) {
  if (props.items.length === 0) return <>{props.empty}</>
  return (
    <section aria-label={props.heading}>
      <ul className="rows">
        {props.items.map((item) => (
          <Activity key={item.key} item={item} />
        ))}
      </ul>
    </section>
  )
}

function Activity({ item }: { item: ActivityProps }) {
  const t = useT()
  return (
    <li className="row no-av">
      <div className="row-main">
        <h2 className="title" dir="auto">
          <a href={item.href}>{item.title}</a>
        </h2>
        <p className="row-sum" dir="auto">
          {item.excerpt}
        </p>
        <p className="row-meta meta">
          <a className={`chip ${tint(item.space.hue)}`} href={item.space.href} dir="auto">
            {item.space.name}
          </a>
          <span>{t(item.started ? 'activity.started' : 'activity.replied')}</span>
          {item.accepted ? (
            <span className="status go">
              <Icon name="check" />
              {t('post.accepted')}
            </span>
          ) : null}
          {item.likes > 0 ? (
            <span>{t('post.likes', { count: item.likes, shown: formatCount(item.likes, t) })}</span>
          ) : null}
        </p>
      </div>
      <div className="row-side">
        <span className="meta">
          <Time iso={item.at} />
        </span>
      </div>
    </li>
  )
}
