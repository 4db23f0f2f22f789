import { bakePost } from '#app/domains/posts/pipeline/bake-post.server.ts'
import type { References } from '#app/domains/posts/pipeline/references.ts'
import type { DiscoursePost, DiscourseTopic } from '../discourse.schema.ts'
import type { ConversionContext } from '../markdown/conversion.ts'
import { htmlToMarkdown } from '../markdown/html-to-markdown.ts'
import type { Losses } from '../markdown/losses.ts'
import { ERASED_AUTHOR } from '../plan/import-plan.ts'
import type { AddressBook } from './address-book.ts'
import type { ConversionTables, ThreadEntry } from './conversion-tables.ts'
import { convertEvent } from './convert-event.ts'
import type { ConvertedThread, PostInsert, State, ThreadInsert } from './converted-rows.ts'

const LIKE = 2
const HIDDEN_THERE = 'Hidden on the forum that this was imported from'
const DELETED_THERE = 'Deleted on the forum that this was imported from'

/**
 * Makes a topic the rows of a thread, its posts and its events. Null where the plan does not hold it (private
 * messages). Losses go to `losses`.
 */
export function convertThread(
  topic: DiscourseTopic,
  tables: ConversionTables,
  book: AddressBook,
  losses: Losses,
): ConvertedThread | null {
  const entry = tables.threads.get(topic.id)
  const space = tables.spaces.get(String(topic.category_id ?? 'none'))
  if (!entry || !space) return null
  const thread = new ThreadConversion(topic, entry, tables, book, losses)
  return thread.convert(space.id)
}

class ThreadConversion {
  private readonly topic: DiscourseTopic
  /** In the order of their numbers. */
  private readonly all: readonly DiscoursePost[]
  private readonly entry: ThreadEntry
  private readonly tables: ConversionTables
  private readonly book: AddressBook
  private readonly losses: Losses
  private readonly references: References
  /** Our ids by the numbers that posts have there and keep here. */
  private readonly ids: ReadonlyMap<number, number>

  constructor(
    topic: DiscourseTopic,
    entry: ThreadEntry,
    tables: ConversionTables,
    book: AddressBook,
    losses: Losses,
  ) {
    this.topic = topic
    this.all = topic.post_stream.posts.toSorted((a, b) => a.post_number - b.post_number)
    this.entry = entry
    this.tables = tables
    this.book = book
    this.losses = losses
    this.references = book.referencesFor(entry.ruleId)
    this.ids = new Map(tables.posts.get(topic.id)?.map((post) => [post.number, post.id]))
  }

  convert(spaceId: number): ConvertedThread {
    const replies = countReplies(this.all)
    const posts = this.all.flatMap((post) => this.post(post, replies) ?? [])
    const events = this.all.flatMap((post) => this.event(post) ?? [])
    return {
      externalId: this.topic.id,
      thread: this.thread(spaceId, posts),
      posts,
      events,
      tags: this.topic.tags,
    }
  }

  private post(post: DiscoursePost, replies: ReadonlyMap<number, number>): PostInsert | null {
    const id = this.ids.get(post.post_number)
    if (post.post_type === 3 || id === undefined) return null
    const source = htmlToMarkdown(post.cooked, this.context(post))
    const baked = bakePost(source, this.references, {
      siteOrigin: this.tables.siteOrigin,
      idPrefix: `p${id}-`,
    })
    const state = stateOf(post)
    if (post.cooked_hidden) this.losses.add('hidden-body', `post ${this.topic.id}/${post.post_number}`)
    return {
      id,
      thread_id: this.entry.id,
      number: post.post_number,
      author_id: this.author(post) ?? 0,
      source,
      html: baked.html,
      pipeline_version: baked.version,
      excerpt: baked.excerpt,
      text: baked.text,
      language: baked.language,
      reply_to_id: this.ids.get(post.reply_to_post_number ?? 0) ?? null,
      reply_count: replies.get(post.post_number) ?? 0,
      like_count: likesOf(post),
      imported_likes: likesOf(post),
      state,
      state_reason: state === 'hidden' ? HIDDEN_THERE : state === 'deleted' ? DELETED_THERE : '',
      state_at: state === 'published' ? null : iso(post.deleted_at ?? post.updated_at ?? post.created_at),
      edited_at: post.version > 1 ? iso(post.updated_at) : null,
      created_at: post.created_at.toISOString(),
    }
  }

  private event(post: DiscoursePost) {
    const id = this.tables.events.get(post.id)
    if (post.post_type !== 3 || id === undefined) return null
    return convertEvent(post, { id, threadId: this.entry.id, actorId: this.author(post) }, this.context(post))
  }

  private context(post: DiscoursePost): ConversionContext {
    const polls = (post.polls ?? []).map((poll) => ({
      name: poll.name,
      voters: poll.voters,
      votes: new Map(poll.options.map((option) => [option.id, option.votes])),
    }))
    return { origin: this.tables.origin, links: this.book.links, polls, losses: this.losses }
  }

  private author(post: DiscoursePost): number | null {
    const erased = post.user_id === null || post.user_id === undefined || !post.username
    return this.tables.members.get(erased ? ERASED_AUTHOR : (post.user_id ?? ERASED_AUTHOR))?.id ?? null
  }

  private thread(spaceId: number, posts: readonly PostInsert[]): ThreadInsert {
    const { topic } = this
    const published = posts.filter((post) => post.state === 'published')
    const last = published.at(-1)
    return {
      id: this.entry.id,
      space_id: spaceId,
      rule_id: this.entry.ruleId,
      author_id: posts[0]?.author_id ?? 0,
      title: this.entry.title,
      slug: this.entry.slug,
      excerpt: published[0]?.excerpt ?? '',
      state: topic.deleted_at ? 'deleted' : 'published',
      unlisted: !topic.visible,
      pin_scope: topic.pinned_globally ? 'site' : topic.pinned ? 'space' : null,
      pinned_at: topic.pinned || topic.pinned_globally ? iso(topic.pinned_at ?? topic.created_at) : null,
      pinned_until: topic.pinned || topic.pinned_globally ? iso(topic.pinned_until) : null,
      closed_at: topic.closed ? this.when('closed.enabled', 'autoclosed.enabled') : null,
      archived_at: topic.archived ? this.when('archived.enabled') : null,
      views: topic.views,
      post_count: published.length,
      like_count: published.reduce((sum, post) => sum + post.like_count, 0),
      author_count: new Set(published.map((post) => post.author_id)).size,
      last_number: Math.max(topic.highest_post_number, ...this.all.map((post) => post.post_number)),
      accepted_post_id: this.accepted(),
      last_author_id: last?.author_id ?? null,
      created_at: topic.created_at.toISOString(),
      last_post_at: newest(published) ?? topic.created_at.toISOString(),
    }
  }

  /** The time of the last small action with one of the codes; the thread's last sign of life where there is none. */
  private when(...codes: string[]): string {
    const action = this.all.findLast((post) => codes.includes(post.action_code ?? ''))
    return (action ?? this.all.at(-1))?.created_at.toISOString() ?? this.topic.created_at.toISOString()
  }

  private accepted(): number | null {
    const flagged = this.all.find((post) => post.accepted_answer)
    const number = this.topic.accepted_answer?.post_number ?? flagged?.post_number
    return number === undefined ? null : (this.ids.get(number) ?? null)
  }
}

function countReplies(posts: readonly DiscoursePost[]): Map<number, number> {
  const replies = new Map<number, number>()
  for (const post of posts) {
    const to = post.reply_to_post_number
    const counts = post.post_type !== 3 && post.post_type !== 4 && stateOf(post) === 'published'
    if (to && counts) replies.set(to, (replies.get(to) ?? 0) + 1)
  }
  return replies
}

function likesOf(post: DiscoursePost): number {
  return post.actions_summary.find((action) => action.id === LIKE)?.count ?? 0
}

function stateOf(post: DiscoursePost): State {
  if (post.deleted_at) return 'deleted'
  return post.hidden ? 'hidden' : 'published'
}

function newest(posts: readonly PostInsert[]): string | null {
  return posts.reduce<string | null>(
    (latest, post) => (latest && latest > post.created_at ? latest : post.created_at),
    null,
  )
}

function iso(date: Date | null | undefined): string | null {
  return date?.toISOString() ?? null
}
