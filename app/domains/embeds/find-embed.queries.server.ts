import type { Reader } from '#app/domains/access/reader.ts'
import { cardHref } from '#app/domains/cards/card-address.ts'
import { CARD_HEIGHT, CARD_WIDTH } from '#app/domains/cards/card.view.ts'
import { findImportedThread } from '#app/domains/imports/find-imported.queries.server.ts'
import { threadHref } from '#app/domains/threads/thread-address.ts'
import { findPost, findThread } from '#app/domains/threads/thread-page.queries.server.ts'
import { toThreadHeadView } from '#app/domains/threads/thread-page.view.ts'
import { parseThreadPath, toId, type ThreadPath } from '#app/domains/threads/thread-path.ts'
import type { EmbedSite, EmbedView } from './embed.view.ts'

/**
 * The thread at an address of this site, in any of its spellings: an old one of an imported forum and the permalink of a
 * post included. Null where the reader finds no page: the address is another site's or no thread's, the thread or the post
 * is hidden, or there is a teaser.
 */
export async function findEmbed(reader: Reader, site: EmbedSite, address: string): Promise<EmbedView | null> {
  const place = placeAt(address, site.origin)
  const id = place && (await threadIdOf(reader, place))
  const found = id ? await findThread(reader, id) : null
  if (found?.view !== 'full') return null
  const { title, slug, excerpt, author_kind: kind, handle, display_name: name } = found.row
  const erased = kind === 'erased'
  return {
    title,
    url: site.origin + threadHref({ id: found.row.id, slug }),
    excerpt,
    author: {
      name: erased ? site.words.erased : name || handle,
      url: erased ? null : `${site.origin}/u/${encodeURIComponent(handle)}`,
    },
    picture: {
      url: site.origin + cardHref(site, { thread: toThreadHeadView(found.row, reader.now) }),
      width: CARD_WIDTH,
      height: CARD_HEIGHT,
    },
  }
}

type Place = ThreadPath | { kind: 'post'; postId: number }

async function threadIdOf(reader: Reader, place: Place): Promise<number | null> {
  switch (place.kind) {
    case 'ours':
      return place.id
    case 'old':
      return findImportedThread(reader.db, place.topicId)
    case 'post':
      return (await findPost(reader, place.postId))?.threadId ?? null
  }
}

function placeAt(address: string, origin: string): Place | null {
  const url = URL.parse(address)
  if (url?.host !== new URL(origin).host || !/^https?:$/.test(url.protocol)) return null
  const [, post] = /^\/p\/(\d+)$/.exec(url.pathname) ?? []
  if (post !== undefined) return { kind: 'post', postId: toId(post) }
  const [, first, second, third, more] =
    /^\/t\/([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?(\/.*)?$/.exec(url.pathname) ?? []
  return first === undefined || more ? null : parseThreadPath({ first, second, third })
}
