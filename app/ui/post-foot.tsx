import type { ReactNode } from 'react'
import { Avatar, PersonName, type PersonRef } from './avatar.tsx'
import { Icon } from './icon.tsx'
import { useT } from './words.tsx'

/** Another post of the same thread: `href` is its anchor or permalink. */
export interface PostRef {
  number: number
  href: string
  author: PersonRef | null
}

/** Under a post: how people reacted, who answered it, and what one can do with it. Nothing where there is nothing. */
export function PostFoot(props: { reactions?: ReactNode; replies: readonly PostRef[]; actions?: ReactNode }) {
  const { reactions, replies, actions } = props
  if (!reactions && !replies.length && !actions) return null
  return (
    <footer className="post-foot meta">
      {reactions}
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
