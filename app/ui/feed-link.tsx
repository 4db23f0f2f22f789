import { Icon } from './icon.tsx'
import { useT } from './words.tsx'

/** At the end of a page: the way to follow it from a reader of feeds. */
export function FeedLink({ href }: { href: string }) {
  const t = useT()
  return (
    <a className="feed-link" href={href} type="application/rss+xml">
      <Icon name="feed" />
      {t('feed.follow')}
    </a>
  )
}
