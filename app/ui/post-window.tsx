import { formatCount } from './count.tsx'
import { Icon } from './icon.tsx'
import { useT } from './words.tsx'

export interface PostWindowProps {
  /** Post numbers of the first and last post on this page, and the highest number of the thread. */
  first: number
  last: number
  total: number
  firstHref?: string | null
  prevHref?: string | null
  nextHref?: string | null
  lastHref?: string | null
  /** Names the navigation where a page has one above and one below the posts. */
  label?: string
}

/** Which part of a thread this page shows, and the ways to the other parts. */
export function PostWindow(props: PostWindowProps) {
  const t = useT()
  const { first, last, total, firstHref, prevHref, nextHref, lastHref } = props
  if (!prevHref && !nextHref) return null
  const number = (value: number) => formatCount(value, t)
  return (
    <nav className="window" aria-label={props.label ?? t('window.label')}>
      <div className="pager">
        <span className="meta">
          {t('window.shown', { first: number(first), last: number(last), total: number(total) })}
        </span>
        {firstHref ? (
          <a className="btn small quiet" href={firstHref}>
            {t('window.first')}
          </a>
        ) : null}
        {prevHref ? (
          <a className="btn small" rel="prev" href={prevHref}>
            <Icon name="left" />
            {t('window.earlier')}
          </a>
        ) : null}
        {nextHref ? (
          <a className="btn small" rel="next" href={nextHref}>
            {t('window.later')}
            <Icon name="right" />
          </a>
        ) : null}
        {lastHref ? (
          <a className="btn small quiet" href={lastHref}>
            {t('window.latest')}
          </a>
        ) : null}
      </div>
    </nav>
  )
}
