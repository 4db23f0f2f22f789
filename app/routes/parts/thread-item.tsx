import type { ReactNode } from 'react'
import type { PostView, ThreadHeadView, ThreadItemView } from '#app/domains/threads/thread.view.ts'
import { PostActions } from '#app/ui/post-actions.tsx'
import { FoldedPost } from '#app/ui/folded-post.tsx'
import { Post } from '#app/ui/post.tsx'
import {
  DeletedPost,
  EventLine,
  HiddenPost,
  PostGap,
  RestorePost,
  TakenBackPost,
} from '#app/ui/post-states.tsx'
import { useT } from '#app/ui/words.tsx'
import { eventLook } from './event-look.ts'
import { personRef } from './person.ts'
import { PollOf } from './poll-of.tsx'
import { PostReactions } from './post-reactions.tsx'
import { roleWord } from './role-word.ts'

/** One thing in a thread's window. `children` stand below the text of a post. */
export function ThreadItem(props: {
  item: ThreadItemView
  thread: ThreadHeadView
  /** The page on which one replies, for who may. */
  replyFrom: string | null
  /** What one may react with here. */
  choices: readonly string[]
  children?: ReactNode
}) {
  const { item, thread } = props
  const t = useT()
  if (item.kind === 'concealed') return <HiddenPost number={item.number} />
  if (item.kind === 'taken-back')
    return <TakenBackPost number={item.number} action={<RestorePost id={item.id} />} />
  if (item.kind === 'gap') return <PostGap count={item.to - item.from + 1} />
  if (item.kind === 'event') {
    const look = eventLook(t, item)
    return (
      <EventLine icon={look.icon} at={item.at}>
        {look.sentence}
      </EventLine>
    )
  }
  const { post } = item
  if (post.html === '' && post.state === 'deleted') {
    const restores = post.can.includes('restore')
    return <DeletedPost number={post.number} action={restores ? <RestorePost id={post.id} /> : null} />
  }
  if (post.html === '' && post.state !== 'published') return <HiddenPost number={post.number} />
  const shown = (
    <Post
      number={post.number}
      href={`/p/${post.id}`}
      author={personRef(post.author)}
      role={roleWord(t, post.author)}
      at={post.createdAt}
      editedAt={post.editedAt}
      historyHref={post.revised ? `/p/${post.id}/history` : null}
      html={post.html}
      reactions={<PostReactions post={post} choices={props.choices} />}
      inReplyTo={post.replyTo ? toRef(post.replyTo) : null}
      replies={post.replies.map(toRef)}
      poll={post.poll ? <PollOf poll={post.poll} post={post.id} /> : null}
      actions={
        props.replyFrom || post.can.some((one) => one !== 'react') ? (
          <PostCan post={post} replyFrom={props.replyFrom} />
        ) : null
      }
      accepted={post.accepted ? { thanks: thanksOf(thread, post), own: isAsker(thread, post) } : null}
    >
      {props.children}
    </Post>
  )
  if (post.folded === null) return shown
  return (
    <FoldedPost because={post.folded} author={personRef(post.author)}>
      {shown}
    </FoldedPost>
  )
}

/** What the reader may do with a post; nothing for who may do nothing. */
function PostCan({ post, replyFrom }: { post: PostView; replyFrom: string | null }) {
  const from = replyFrom === null ? null : `${replyFrom}${replyFrom.includes('?') ? '&' : '?'}`
  return (
    <PostActions
      number={post.number}
      replyHref={from && `${from}reply=${post.number}#reply`}
      editHref={post.can.includes('edit') ? `/p/${post.id}/edit` : null}
      deleteHref={post.can.includes('delete') ? `/p/${post.id}/delete` : null}
      quotable={from && post.author ? { id: post.id, handle: post.author.handle } : null}
      accept={post.can.includes('accept') ? { href: `/p/${post.id}/accept`, accepted: post.accepted } : null}
      quoteHref={from && `${from}reply=${post.number}&quote=${post.id}#reply`}
    />
  )
}

function toRef(reply: PostView['replies'][number]) {
  return { number: reply.number, href: reply.href, author: personRef(reply.author) }
}

const isAsker = (thread: ThreadHeadView, post: PostView) => post.author.handle === thread.author.handle

/** Whose question it solved: named unless they answered it themselves. */
function thanksOf(thread: ThreadHeadView, post: PostView): string | null {
  return isAsker(thread, post) ? null : thread.author.name || `@${thread.author.handle}`
}
