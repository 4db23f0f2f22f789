import { createRandom, createRanks } from './random.ts'

/** How large a forum is made. */
export type ForumSize = { posts: number; threads: number; members: number }

/** The forum that the bars of growth speak of. */
export const MILLION: ForumSize = { posts: 1_000_000, threads: 100_000, members: 50_000 }

/** A forum of the same shape with fewer posts. */
export const forumOf = (posts: number): ForumSize => ({
  posts,
  threads: Math.max(1, Math.round(posts / 10)),
  members: Math.max(2, Math.round(posts / 20)),
})

/** Who wrote when in which thread; posts in the order of time, as a database gets them. Times in milliseconds. */
export type ForumPlan = {
  size: ForumSize
  /** Of each thread, in the order in which they began. */
  threadAt: Float64Array
  threadSize: Uint32Array
  /** Of each post, in the order in which they were written. */
  postAt: Float64Array
  postThread: Uint32Array
  postAuthor: Uint32Array
}

const YEARS = 8
const YEAR = 365.25 * 24 * 3_600_000
/** No thread has more than one post in so many. */
const LARGEST = 50

/**
 * Plans a forum as forums are: it grew for eight years, most threads are short and a few have thousands of posts
 * (Pareto), most replies come within days and some after years (log-normal), few members write most (Zipf), and two in
 * five never wrote. `until` is when its last post was written.
 */
export function planForum(size: ForumSize, until: Date, seed = 1): ForumPlan {
  const random = createRandom(seed)
  const end = until.getTime()
  const span = YEARS * YEAR
  const threadAt = Float64Array.from(
    { length: size.threads },
    () => end - span + span * random.next() ** 0.5,
  ).sort()
  const threadSize = drawSizes(size, random)

  const at = new Float64Array(size.posts)
  const thread = new Uint32Array(size.posts)
  let post = 0
  for (let of = 0; of < size.threads; of++) {
    const began = threadAt[of]!
    for (let number = 0; number < threadSize[of]!; number++) {
      const delay = number === 0 ? 0 : 3_600_000 * Math.exp(2.5 + 2.2 * random.normal())
      at[post] = began + delay < end ? began + delay : began + (end - began) * random.next()
      thread[post] = of
      post += 1
    }
  }
  // Of two of the same instant the earlier thread's comes first: the order is the same everywhere.
  const order = Uint32Array.from({ length: size.posts }, (_, index) => index).sort(
    (a, b) => at[a]! - at[b]! || a - b,
  )
  const writers = Math.max(1, Math.floor(size.members * 0.6))
  const drawWriter = createRanks(writers, { exponent: 0.95, shift: 3 })
  return {
    size,
    threadAt,
    threadSize,
    postAt: Float64Array.from(order, (index) => at[index]!),
    postThread: Uint32Array.from(order, (index) => thread[index]!),
    postAuthor: Uint32Array.from(order, () => drawWriter(random)),
  }
}

/** Sizes that sum to the number of posts exactly, at least 1 each. */
function drawSizes({ posts, threads }: ForumSize, random: ReturnType<typeof createRandom>): Uint32Array {
  const largest = Math.max(2, Math.floor(posts / LARGEST))
  const raw = Float64Array.from({ length: threads }, () =>
    Math.min(largest, (1 - random.next()) ** (-1 / 1.1) - 1),
  )
  const scale = (posts - threads) / raw.reduce((sum, value) => sum + value, 0)
  const sizes = Uint32Array.from(raw, (value) => 1 + Math.min(largest, Math.floor(value * scale)))
  let missing = posts - sizes.reduce((sum, value) => sum + value, 0)
  for (; missing > 0; missing--) sizes[random.below(threads)]! += 1
  return sizes
}
