import type { Reader } from '#app/domains/access/reader.ts'
import { visibleRules } from '#app/domains/access/access.filter.server.ts'
import { findEmoji } from '#app/domains/posts/pipeline/find-emoji.ts'
import type { SearchEngine } from './engine.ts'
import type { NameSign } from './name-signs.ts'
import { readMemberHits, readTagHits } from './present/hit-rows.queries.server.ts'

/** One name that may be meant: what is written for it, and what is said of it. */
export type NameView = { insert: string; name: string; about: string }

const MOST = 6

/**
 * What may be meant by the beginning of a name in a text, best first. People and tags are those that a search shows the
 * reader, and nobody else.
 */
export async function suggestNames(
  reader: Reader,
  deps: { engine: SearchEngine },
  { sign, text }: { sign: NameSign; text: string },
): Promise<NameView[]> {
  if (sign === ':')
    return findEmoji(text, MOST).map(({ name, emoji }) => ({
      insert: emoji,
      name: emoji,
      about: `:${name}:`,
    }))
  const query = { text, ruleIds: visibleRules(reader.access), limit: MOST, prefix: true }
  if (sign === '@') {
    const hits = await readMemberHits(reader, await deps.engine.findMembers(query))
    return hits.map(({ handle, name }) => ({ insert: `@${handle}`, name: `@${handle}`, about: name }))
  }
  const hits = await readTagHits(reader, await deps.engine.findTags(query))
  return hits.map(({ slug, name }) => ({
    insert: `[#${name.replace(/[\\[\]]/g, '\\$&')}](/tags/${encodeURIComponent(slug)})`,
    name: `#${name}`,
    about: '',
  }))
}
