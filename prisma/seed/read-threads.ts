import { parseAge } from './age.ts'
import type { Pace } from './spread.ts'

export type DemoPost = {
  author: string
  source: string
  likes: number | null
  /** The number of the post that it answers. */
  replyTo: number | null
  /** How long ago, in milliseconds, where the author of the demo cared. */
  age: number | null
  accepted: boolean
  edited: boolean
  concealed: { state: 'hidden' | 'deleted'; by: string; reason: string } | null
}
export type DemoEvent = { type: string; actor: string; after: number }
export type DemoThread = {
  /** What links in the content call it by. */
  key: string
  title: string
  tags: string[]
  from: number
  /** When the last post was written; null for a thread without replies. */
  to: number | null
  pace: Pace
  views: number | null
  posts: DemoPost[]
  events: DemoEvent[]
}

const THREAD = /^=== (.+)$/
const FIELD = /^(key|tags|from|to|pace|views): (.+)$/
const POST = /^--- (\S+?)((?:, [^,]+)*)$/
const EVENT = /^\*\*\* ([a-z-]+) by (\S+)$/

/**
 * Reads the threads of a space; the README beside this file shows how they are written. Throws an Error with the line
 * of whatever it doesn't understand: content is code here, and a slip in it is a bug.
 */
export function readThreads(text: string, file: string): DemoThread[] {
  const threads: DemoThread[] = []
  for (const [index, line] of text.split('\n').entries()) {
    try {
      readLine(threads, line)
    } catch (error) {
      throw new Error(`${file}:${index + 1}: ${(error as Error).message}`, { cause: error })
    }
  }
  for (const { posts } of threads) for (const post of posts) post.source = post.source.trim()
  return threads
}

function readLine(threads: DemoThread[], line: string): void {
  const title = THREAD.exec(line)?.[1]
  if (title) return void threads.push(emptyThread(title))
  const thread = threads.at(-1)
  if (!thread) {
    if (line.trim() !== '') throw new Error('text before the first thread')
    return
  }
  const heading = POST.exec(line)
  if (heading) return void thread.posts.push(readPost(heading[1]!, heading[2]!))
  const event = EVENT.exec(line)
  if (event) return void thread.events.push({ type: event[1]!, actor: event[2]!, after: thread.posts.length })
  const post = thread.posts.at(-1)
  if (post) post.source += `${line}\n`
  else readField(thread, line)
}

function emptyThread(title: string): DemoThread {
  return { key: '', title, tags: [], from: 0, to: null, pace: 'early', views: null, posts: [], events: [] }
}

function readField(thread: DemoThread, line: string): void {
  if (line.trim() === '') return
  const [, name, value] = FIELD.exec(line) ?? []
  if (!name || !value) throw new Error(`“${line}” is no field of a thread`)
  if (name === 'tags') thread.tags = value.split(', ')
  else if (name === 'from' || name === 'to') thread[name] = parseAge(value)
  else if (name === 'views') thread.views = Number(value)
  else if (name === 'key') thread.key = value
  else if (value === 'early' || value === 'even' || value === 'late') thread.pace = value
  else throw new Error(`“${value}” is no pace: early, even or late`)
}

/** `--- handle, 12 likes, to 3, at 2d, accepted, edited, hidden by moderator (reason without commas)` */
function readPost(author: string, marks: string): DemoPost {
  const post: DemoPost = {
    author,
    source: '',
    likes: null,
    replyTo: null,
    age: null,
    accepted: false,
    edited: false,
    concealed: null,
  }
  for (const mark of marks.split(', ').slice(1)) readMark(post, mark)
  return post
}

function readMark(post: DemoPost, mark: string): void {
  const [, likes] = /^(\d+) likes?$/.exec(mark) ?? []
  const [, replyTo] = /^to (\d+)$/.exec(mark) ?? []
  const [, age] = /^at (\S+)$/.exec(mark) ?? []
  const [, state, by, reason] = /^(hidden|deleted) by (\S+) \((.+)\)$/.exec(mark) ?? []
  if (likes) post.likes = Number(likes)
  else if (replyTo) post.replyTo = Number(replyTo)
  else if (age) post.age = parseAge(age)
  else if (state && by && reason) post.concealed = { state: state as 'hidden' | 'deleted', by, reason }
  else if (mark === 'accepted' || mark === 'edited') post[mark] = true
  else throw new Error(`“${mark}” says nothing about a post`)
}
