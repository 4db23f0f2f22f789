import { handleKey } from '#app/domains/members/member.queries.server.ts'
import type { References } from '#app/domains/posts/pipeline/references.ts'
import { postHref, threadHref } from '#app/domains/threads/thread-address.ts'
import type { LinkResolver } from '../markdown/conversion.ts'
import type { ConversionTables, ThreadEntry } from './conversion-tables.ts'

/** The rule that everybody satisfies. */
const EVERYONE = 1

/** Answers what old addresses and names mean now (for the converter) and what new ones name (for the pipeline). */
export type AddressBook = {
  links: LinkResolver
  /** What everybody who may read something under the rule may know. */
  referencesFor: (ruleId: number) => References
}

export function openAddressBook(tables: ConversionTables): AddressBook {
  const handles = new Map<string, string>()
  const members = new Map<string, { handle: string }>()
  for (const { handle, username } of tables.members.values()) {
    if (username !== '') handles.set(username.toLowerCase(), handle)
    members.set(handleKey(handle), { handle })
  }
  const threadsById = new Map([...tables.threads.values()].map((thread) => [thread.id, thread]))
  const postsById = indexPosts(tables)

  const links: LinkResolver = {
    member: (name) => handles.get(name.toLowerCase()) ?? null,
    thread: (topic, number) => {
      const thread = tables.threads.get(topic)
      if (!thread) return null
      const path = threadHref(thread)
      return { path: number !== null && number > 1 ? `${path}/${number}` : path, title: thread.title }
    },
    post: (topic, number) => {
      const post = tables.posts.get(topic)?.find((candidate) => candidate.number === number)
      const author = post && tables.members.get(post.authorId)
      return post && author ? { id: post.id, handle: author.handle } : null
    },
    space: (category) => {
      const id = typeof category === 'number' ? String(category) : tables.categorySlugs.get(category)
      const space = id === undefined ? undefined : tables.spaces.get(id)
      return space ? `/s/${encodeURIComponent(space.slug)}` : null
    },
    topicBySlug: (slug) => tables.topicSlugs.get(slug) ?? null,
  }

  const referencesFor = (ruleId: number): References => {
    const isOpen = (thread: ThreadEntry): boolean => thread.ruleId === EVERYONE || thread.ruleId === ruleId
    return {
      members,
      // Pictures of the old site stay where they are for now.
      pictures: new Map(),
      threads: new Lookup((id) => {
        const thread = threadsById.get(id)
        return thread?.listed && isOpen(thread)
          ? { title: thread.title, href: threadHref(thread) }
          : undefined
      }),
      posts: new Lookup((id) => {
        const post = postsById.get(id)
        const author = post && tables.members.get(post.authorId)
        if (!post || !author || !isOpen(post.thread)) return undefined
        return { handle: author.handle, number: post.number, href: postHref(post.thread, post.number) }
      }),
    }
  }
  return { links, referencesFor }
}

type IndexedPost = { thread: ThreadEntry; number: number; authorId: number }

function indexPosts(tables: ConversionTables): Map<number, IndexedPost> {
  const index = new Map<number, IndexedPost>()
  for (const [topic, posts] of tables.posts) {
    const thread = tables.threads.get(topic)
    if (!thread) continue
    for (const { id, number, authorId, published } of posts) {
      if (published) index.set(id, { thread, number, authorId })
    }
  }
  return index
}

/** A map that works its values out when asked: a post names few of the many that there are. */
class Lookup<Value> extends Map<number, Value> {
  private readonly find: (id: number) => Value | undefined

  constructor(find: (id: number) => Value | undefined) {
    super()
    this.find = find
  }

  override get(id: number): Value | undefined {
    return this.find(id)
  }
}
