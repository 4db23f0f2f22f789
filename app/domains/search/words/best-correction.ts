import type { PostHits } from '../engine.ts'

/** Of the ways in which words may have been meant, the one that finds most; null where none finds anything. */
export async function bestCorrection(
  ways: readonly string[][],
  find: (words: string[]) => Promise<PostHits>,
): Promise<{ words: string[]; posts: PostHits } | null> {
  let best: { words: string[]; posts: PostHits } | null = null
  for (const words of ways) {
    const posts = await find(words)
    if (posts.total > (best?.posts.total ?? 0)) best = { words, posts }
  }
  return best
}
