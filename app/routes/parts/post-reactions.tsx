import type { PostView } from '#app/domains/threads/thread.view.ts'
import { Reactions } from '#app/ui/reactions.tsx'

/** The reactions to a post, with what the reader may give it; nothing where there is nothing. */
export function PostReactions({ post, choices }: { post: PostView; choices: readonly string[] }) {
  return (
    <Reactions
      number={post.number}
      href={`/p/${post.id}/reactions`}
      given={post.reactions}
      choices={post.can.includes('react') ? choices : null}
    />
  )
}
