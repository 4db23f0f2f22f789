import { slugOf } from '#app/domains/threads/thread-address.ts'
import { parseAge } from './age.ts'
import { chance } from './chance.ts'
import type { DemoMember } from './content/members.ts'
import type { DemoPost, DemoThread } from './read-threads.ts'
import { spread } from './spread.ts'

export type PlannedPost = Omit<DemoPost, 'age' | 'likes'> & {
  number: number
  likes: number
  createdAt: Date
  editedAt: Date | null
}
export type PlannedEvent = { type: string; actor: string; after: number; at: Date }
export type PlannedThread = {
  space: string
  key: string
  title: string
  slug: string
  tags: string[]
  views: number
  posts: PlannedPost[]
  events: PlannedEvent[]
}
export type PlannedMember = DemoMember & { joinedAt: Date; lastSeenAt: Date }
export type DemoPlan = { members: PlannedMember[]; threads: PlannedThread[] }

const MINUTE = 60_000

/**
 * Gives the content its dates, likes and views, as seen from `now`. The same content at the same moment gives the same
 * plan; threads and members come in the order of time, as they would have got their ids.
 */
export function planDemo(
  content: { members: readonly DemoMember[]; threads: readonly { space: string; thread: DemoThread }[] },
  now: Date,
): DemoPlan {
  const threads = content.threads
    .map(({ space, thread }) => planThread(space, thread, now))
    .sort((a, b) => startOf(a) - startOf(b))
  const members = content.members
    .map((member) => planMember(member, threads, now))
    .sort((a, b) => a.joinedAt.getTime() - b.joinedAt.getTime())
  return { members, threads }
}

const startOf = (thread: PlannedThread) => thread.posts[0]?.createdAt.getTime() ?? 0

function planThread(space: string, thread: DemoThread, now: Date): PlannedThread {
  const { key, tags } = thread
  const title = withMonth(thread.title, now)
  const last = thread.posts.length - 1
  const known = thread.posts.map((post, at) => (at === 0 ? thread.from : at === last ? thread.to : post.age))
  const ages = placed(() => spread(known, thread.pace, key), key)
  const posts = thread.posts.map((post, at) => planPost(post, at + 1, ages[at]!, key, now))
  const likes = posts.reduce((sum, post) => sum + post.likes, 0)
  const views = thread.views ?? Math.round(30 + 17 * posts.length + 4 * likes + 160 * chance(`${key} views`))
  const events = thread.events.map((event) => {
    const before = posts[event.after - 1]?.createdAt.getTime() ?? 0
    const next = posts[event.after]?.createdAt.getTime() ?? now.getTime()
    return { ...event, at: new Date(before + Math.min(40 * MINUTE, (next - before) / 2)) }
  })
  return { space, key, title, slug: slugOf(title), tags, views, posts, events }
}

function placed<T>(work: () => T, key: string): T {
  try {
    return work()
  } catch (error) {
    throw new Error(`${key}: ${(error as Error).message}`, { cause: error })
  }
}

function planPost(post: DemoPost, number: number, age: number, key: string, now: Date): PlannedPost {
  const createdAt = new Date(now.getTime() - Math.round(age))
  // Most posts get a few likes, a few get many, and the first of a thread more than the rest.
  const luck = chance(`${key} ${number} likes`)
  const likes = post.likes ?? Math.floor(number === 1 ? 2 + 14 * luck ** 2 : 8 * luck ** 3)
  const editedAt = post.edited ? new Date(createdAt.getTime() + Math.min(9 * MINUTE, age / 2)) : null
  const { age: _, ...rest } = post
  return { ...rest, source: withMonth(post.source, now), number, likes, createdAt, editedAt }
}

function planMember(member: DemoMember, threads: readonly PlannedThread[], now: Date): PlannedMember {
  const wrote = threads
    .flatMap((thread) => thread.posts)
    .filter((post) => post.author === member.handle)
    .map((post) => post.createdAt.getTime())
  const first = Math.min(now.getTime(), ...wrote)
  // Whoever doesn't say since when they are here came to write their first post.
  const joinedAt = new Date(member.since ? now.getTime() - parseAge(member.since) : first - 25 * MINUTE)
  return { ...member, joinedAt, lastSeenAt: new Date(Math.max(joinedAt.getTime(), ...wrote)) }
}

/** `{last month}` is the name of the month before the one of `now`. */
function withMonth(text: string, now: Date): string {
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1))
  const name = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(month)
  return text.replaceAll('{last month}', name)
}
