import type { Reader } from '#app/domains/access/reader.ts'
import { findSpace } from '#app/domains/spaces/space.queries.server.ts'
import type { SpaceDirectory } from '#app/domains/spaces/space-directory.server.ts'
import { toThreadHeadView } from '#app/domains/threads/thread-page.view.ts'
import { findThread } from '#app/domains/threads/thread-page.queries.server.ts'
import type { CardOf } from './card-address.ts'

/** The thread of a card, or null: a teaser has none, its page uses the site's. */
export async function findThreadForCard(reader: Reader, id: number): Promise<CardOf | null> {
  const found = await findThread(reader, id)
  return found.view === 'full' ? { thread: toThreadHeadView(found.row, reader.now) } : null
}

/** The space of a card, by the slug that it has now or had before, or null as for threads. */
export async function findSpaceForCard(
  reader: Reader,
  directory: SpaceDirectory,
  slug: string,
): Promise<CardOf | null> {
  const found = await findSpace(reader, directory, slug)
  if (found.view === 'moved') return findSpaceForCard(reader, directory, found.slug)
  return found.view === 'full' ? { space: found.space } : null
}
