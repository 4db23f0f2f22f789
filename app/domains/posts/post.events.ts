declare module '#app/platform/outbox/outbox.ts' {
  interface DomainEvents {
    /** A member wrote a post; the first of a thread, too. */
    'post.created': { postId: number; threadId: number; memberId: number }
    /** What a post says changed; `memberId` changed it. */
    'post.edited': { postId: number; threadId: number; memberId: number }
    'post.deleted': { postId: number; threadId: number; memberId: number }
    'post.restored': { postId: number; threadId: number; memberId: number }
    /** A member reacted to a post, or took it back: `emoji` is what stands from then on. */
    'post.reacted': { postId: number; threadId: number; memberId: number; emoji: string | null }
  }
}

export const POST_EVENTS = ['post.created', 'post.edited', 'post.deleted', 'post.restored'] as const
