import type { ReactNode } from 'react'
import { Avatar, PersonName, type PersonRef } from './avatar.tsx'
import { formatCount } from './count.tsx'
import { Icon } from './icon.tsx'
import { useT } from './words.tsx'

/** Another post of the same thread: `href` is its anchor or permalink. */
export interface PostRef {
  number: number
  href: string
  author: PersonRef | null
}

/** Under a post: how many liked it, who answered it, and what one can do with it. Nothing where there is nothing. */
export function PostFoot(props: { likes: number; replies: readonly PostRef[]; actions?: ReactNode }) {
  const { likes, replies, actions } = props
  const t = useT()
  if (!likes && !replies.length && !actions) return null
  return (
    <footer className="post-foot meta">
      {likes ? (
        <span>
          <Icon name="heart" />
          {t('post.likes', { count: likes, shown: formatCount(likes, t) })}
        </span>
      ) : null}
      {replies.length ? <RepliesTo replies={replies} /> : null}
      {actions}
    </footer>
  )
}

function RepliesTo({ replies }: { replies: readonly PostRef[] }) {
  const t = useT()
  return (
    <details className="replies">
      <summary>
        {t('post.replies', { count: replies.length })}
        <Icon name="down" />
      </summary>
      <ul>
        {replies.map((reply) => (
          <li key={reply.number}>
            <a className="hov" href={reply.href}>
              <Avatar person={reply.author} size="xs" />
              <PersonName person={reply.author} />
              <span className="meta">#{reply.number}</span>
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}
