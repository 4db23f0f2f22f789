import { visitor } from '#app/domains/access/actor.ts'
import type { Gate } from '#app/domains/access/gate.server.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import { findSpace } from '#app/domains/spaces/space.queries.server.ts'
import type { SpaceDirectory } from '#app/domains/spaces/space-directory.server.ts'
import { findTag } from '#app/domains/tags/tag.queries.server.ts'
import { threadHref } from '#app/domains/threads/thread-address.ts'
import { findThread } from '#app/domains/threads/thread-page.queries.server.ts'
import { feedPath } from './feed-address.ts'
import { newestPosts, newestThreads, type Entries } from './feed-entries.queries.server.ts'
import type { Feed, FeedWords } from './feed.view.ts'

/** The site that the feeds are of. */
export type FeedSite = {
  origin: string
  name: string
  tagline: string
  locale: string
  words: FeedWords
}

/** A feed with the tags of what it was made of, the slug that its space has now, or nothing to show. */
export type FoundFeed = { feed: Feed; madeOf: string[] } | { moved: string } | null

/**
 * Who reads a feed: always a visitor, whoever asks. Readers of feeds sign in nowhere, and an address that they hand on
 * must not show more to others.
 */
export async function feedReader(gate: Gate, { db, now }: Reader): Promise<Reader> {
  return { db, now, access: await gate.accessOf(visitor) }
}

/** The newest threads of the whole site. */
export async function siteFeed(reader: Reader, site: FeedSite): Promise<FoundFeed> {
  const found = await newestThreads(reader, { of: 'site' }, site)
  return whole(site, { title: site.name, description: site.tagline, home: '/' }, found, ['home'])
}

/** The newest threads of a space and of those inside it, as its page lists them. */
export async function spaceFeed(
  reader: Reader,
  site: FeedSite,
  directory: SpaceDirectory,
  slug: string,
): Promise<FoundFeed> {
  const found = await findSpace(reader, directory, slug)
  if (found.view === 'moved') return { moved: found.slug }
  if (found.view !== 'full') return null
  const { name, description } = found.space
  const entries = await newestThreads(reader, { of: 'spaces', ids: found.listed }, site)
  const home = `/s/${encodeURIComponent(found.space.slug)}`
  const tags = found.listed.map((id) => `space:${id}`)
  return whole(site, { title: `${name} · ${site.name}`, description, home }, entries, tags)
}

/** The newest threads with a tag. */
export async function tagFeed(reader: Reader, site: FeedSite, slug: string): Promise<FoundFeed> {
  const tag = await findTag(reader, slug)
  if (!tag) return null
  const { name, description } = tag
  const entries = await newestThreads(reader, { of: 'tag', id: tag.id }, site)
  const home = `/tags/${encodeURIComponent(tag.slug)}`
  return whole(site, { title: `${name} · ${site.name}`, description, home }, entries, [`tag:${tag.id}`])
}

/** The newest posts of a thread. A thread that is only a teaser to visitors has no feed. */
export async function threadFeed(reader: Reader, site: FeedSite, id: number): Promise<FoundFeed> {
  const found = await findThread(reader, id)
  if (found.view !== 'full') return null
  const { row } = found
  const entries = await newestPosts(reader, row, site)
  // How the thread begins is told by its first post, as long as that may be read.
  const about = { title: `${row.title} · ${site.name}`, description: '', home: threadHref(row) }
  return whole(site, about, entries, [`thread:${row.id}`, `space:${row.space_id}`], `/t/${row.id}`)
}

type About = { title: string; description: string; home: string }

function whole(
  { origin, locale }: FeedSite,
  { title, description, home }: About,
  { entries, madeOf }: Entries,
  tags: string[],
  base = home,
): FoundFeed {
  const updated = entries.map((entry) => entry.updated).sort()
  return {
    feed: {
      title,
      description,
      language: locale,
      home: origin + home,
      address: origin + feedPath(base),
      updated: updated.at(-1) ?? null,
      entries,
    },
    madeOf: [...new Set([...tags, ...madeOf])],
  }
}
