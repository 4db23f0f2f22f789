declare module '#app/platform/outbox/outbox.ts' {
  interface DomainEvents {
    /** A member wrote a post; the first of a thread, too. */
    'post.created': { postId: number; threadId: number; memberId: number }
    /** What a post says changed; `memberId` changed it. */
    'post.edited': { postId: number; threadId: number; memberId: number }
    'post.deleted': { postId: number; threadId: number; memberId: number }
    'post.restored': { postId: number; threadId: number; memberId: number }
    /** An answer was accepted (`postId`), or none is any more (null). */
    'answer.accepted': { postId: number | null; threadId: number; memberId: number }
    /** A member reacted to a post, or took it back: `emoji` is what stands from then on. */
    'post.reacted': { postId: number; threadId: number; memberId: number; emoji: string | null }
  }
}

/** What changes what is found. */
export const POST_EVENTS = [
  'post.created',
  'post.edited',
  'post.deleted',
  'post.restored',
  'answer.accepted',
] as const
