import type { JsonValue } from '#app/platform/bus/bus.ts'
import { SITE_TAG } from './page.ts'

/** The bus carries 7,999 bytes; what surrounds the tags is small. */
const BYTES_PER_MESSAGE = 6_000
const MOST_MESSAGES = 8

/** A purge on its way. `done`: the sender has dropped the pages already. */
export type Purge = { tags: string[]; done: boolean }

/** The messages that purge `tags`; where there are too many, one that purges the site. */
export function purgeMessages(tags: readonly string[], done: boolean): Purge[] {
  const messages: Purge[] = []
  let room = 0
  for (const tag of new Set(tags)) {
    const bytes = Buffer.byteLength(JSON.stringify(tag)) + 1
    if (bytes > room) {
      messages.push({ tags: [], done })
      room = BYTES_PER_MESSAGE
    }
    messages.at(-1)?.tags.push(tag)
    room -= bytes
  }
  return messages.length > MOST_MESSAGES ? [{ tags: [SITE_TAG], done }] : messages
}

/** Reads a purge; one that makes no sense purges the site, which is slow but right. */
export function readPurge(message: JsonValue): Purge {
  const everything = { tags: [SITE_TAG], done: false }
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return everything
  const { tags, done } = message
  if (!Array.isArray(tags) || !tags.every((tag) => typeof tag === 'string')) return everything
  return { tags, done: done === true }
}
