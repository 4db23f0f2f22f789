import { createHash } from 'node:crypto'
import { readArchive } from '../archive/read-archive.server.ts'
import type { ArchiveFile } from '../archive/read-archive.server.ts'
import type { DiscoursePost, DiscourseTopic } from '../discourse.schema.ts'
import { ImportError } from '../import-error.ts'
import { Losses } from '../markdown/losses.ts'
import { listsCategories, parseCategories, parseTopic } from '../parse-file.ts'
import { CategoryClues } from './categories.ts'
import { ERASED_AUTHOR } from './import-plan.ts'
import type { ImportPlan, PlannedMember, PlannedPost, PlannedThread } from './import-plan.ts'

export type SurveyOptions = {
  /** Overrides what the archive tells about the old forum's address. */
  origin?: string | undefined
  /** Called after each file with the bytes of the archive read so far. */
  onFile?: (position: number) => void
  signal?: AbortSignal | undefined
}

/**
 * Reads the whole archive once and checks every file, so that a bad one is met before anything is written. Throws an
 * ImportError for whatever can't be imported.
 */
export async function surveyArchive(path: string, options: SurveyOptions = {}): Promise<ImportPlan> {
  const survey = new Survey()
  for await (const file of readArchive(path)) {
    options.signal?.throwIfAborted()
    if (listsCategories(file.name)) survey.addCategories(file)
    else survey.addTopic(file)
    options.onFile?.(file.position)
  }
  return survey.plan(path, options.origin)
}

/** Tells whether two readings of a file found the same. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url')
}

class Survey {
  private readonly clues = new CategoryClues()
  private readonly losses = new Losses()
  private readonly members = new Map<number, PlannedMember>()
  private readonly threads = new Map<number, PlannedThread>()
  private readonly tags = new Set<string>()
  private readonly files = new Map<string, number | null>()
  private readonly postIds = new Set<number>()
  private readonly hosts = new Map<string, number>()
  private readonly categories = new Map<string, { threads: number; answered: number }>()

  addCategories({ name, bytes }: ArchiveFile): void {
    this.clues.addList(parseCategories(name, bytes))
    this.files.set(digestOf(bytes), null)
  }

  addTopic({ name: file, bytes }: ArchiveFile): void {
    const topic = parseTopic(file, bytes)
    const digest = digestOf(bytes)
    this.files.set(digest, null)
    if (topic.archetype !== 'regular') return this.losses.add('private-message', `topic ${topic.id}`)
    if (this.threads.has(topic.id)) throw twice(file, `topic ${topic.id}`)
    const { posts, stream } = topic.post_stream
    const missing = (stream?.length ?? 0) - posts.length
    if (missing > 0) this.losses.add('missing-post', `${missing} of topic ${topic.id}`, missing)
    if (!posts.some((post) => post.post_type !== 3 && post.post_type !== 4)) {
      return this.losses.add('missing-post', `all of topic ${topic.id}`)
    }
    const categoryId = String(topic.category_id ?? 'none')
    const counts = this.categories.get(categoryId) ?? { threads: 0, answered: 0 }
    counts.threads++
    if (topic.accepted_answer || posts.some((post) => post.accepted_answer)) counts.answered++
    this.categories.set(categoryId, counts)
    for (const tag of topic.tags) this.tags.add(tag)
    this.threads.set(topic.id, {
      externalId: topic.id,
      title: titleOf(topic),
      oldSlug: topic.slug,
      categoryId,
      listed: topic.visible && !topic.deleted_at,
      posts: this.addPosts(file, posts),
    })
    this.files.set(digest, topic.id)
  }

  private addPosts(file: string, posts: readonly DiscoursePost[]): PlannedPost[] {
    const numbers = new Set<number>()
    return posts.flatMap((post) => {
      if (post.post_type === 4) {
        this.losses.add('whisper', `post ${post.id}`)
        return []
      }
      if (this.postIds.has(post.id)) throw twice(file, `post ${post.id}`)
      if (numbers.has(post.post_number)) throw twice(file, `post number ${post.post_number}`)
      this.postIds.add(post.id)
      numbers.add(post.post_number)
      this.clues.addPost(post.cooked)
      return [
        {
          externalId: post.id,
          number: post.post_number,
          authorId: this.addAuthor(post),
          kind: post.post_type === 3 ? ('event' as const) : ('post' as const),
          state: stateOf(post),
        },
      ]
    })
  }

  private addAuthor(post: DiscoursePost): number {
    const erased = post.user_id === null || post.user_id === undefined || !post.username
    const externalId = erased ? ERASED_AUTHOR : (post.user_id ?? ERASED_AUTHOR)
    const host = /\/(?:letter_|user_)avatar(?:_proxy)?\/([^/]+)\//.exec(post.avatar_template ?? '')?.[1]
    if (host) this.hosts.set(host, (this.hosts.get(host) ?? 0) + 1)
    const known = this.members.get(externalId)
    if (known) {
      if (post.created_at < known.firstAt) known.firstAt = post.created_at
      if (post.created_at > known.lastAt) known.lastAt = post.created_at
      return externalId
    }
    this.members.set(externalId, {
      externalId,
      username: erased ? '' : (post.username ?? ''),
      displayName: erased ? '' : (post.name ?? '').trim(),
      title: erased ? '' : (post.user_title ?? '').trim(),
      trustLevel: post.trust_level ?? 0,
      firstAt: post.created_at,
      lastAt: post.created_at,
      erased,
    })
    return externalId
  }

  plan(path: string, origin: string | undefined): ImportPlan {
    if (this.threads.size === 0) {
      throw new ImportError(
        'archive_empty',
        `There are no topics in “${path}”.`,
        'Nothing was changed. An archive holds a JSON file for each topic, as Discourse answers /t/<id>.json.',
      )
    }
    return {
      origin: origin ?? this.findOrigin(),
      checksum: digestOf(Buffer.from([...this.files.keys()].sort().join())),
      members: this.members,
      spaces: this.clues.spacesFor(this.categories),
      tags: this.tags,
      threads: this.threads,
      files: this.files,
      postCount: this.postIds.size,
      losses: this.losses.report,
    }
  }

  /** The host that people's pictures come from is the forum's own. */
  private findOrigin(): string {
    const [host] = [...this.hosts].sort((a, b) => b[1] - a[1])[0] ?? []
    if (host && URL.canParse(`https://${host}`)) return new URL(`https://${host}`).origin
    throw new ImportError(
      'origin_unknown',
      'Nothing in the archive tells the address of the old forum.',
      'Nothing was changed. Name it with --origin, for example --origin https://forum.example.com',
    )
  }
}

function titleOf(topic: DiscourseTopic): string {
  return (topic.unicode_title ?? topic.title).replace(/\s+/g, ' ').trim()
}

function stateOf(post: DiscoursePost): PlannedPost['state'] {
  if (post.deleted_at) return 'deleted'
  return post.hidden ? 'hidden' : 'published'
}

function twice(file: string, what: string): ImportError {
  return new ImportError(
    'topic_invalid',
    `“${file}” holds ${what}, which the archive holds already.`,
    'Nothing was changed. Leave one of the two out of the archive.',
  )
}
