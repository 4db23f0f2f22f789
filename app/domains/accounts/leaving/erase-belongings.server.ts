import { emptyPostsOf, type EmptyDeps } from '#app/domains/posts/empty-posts.server.ts'
import { countWords } from '#app/domains/search/words/count-words.server.ts'
import { removeUploadsOf } from '#app/domains/uploads/remove-uploads-of.server.ts'
import type { Database } from '#app/platform/db/database.ts'
import type { Storage } from '#app/platform/storage/storage.ts'
import { removeExports } from '../export/remove-exports.server.ts'
import type { LeavingWay } from './leave.server.ts'

type Deps = EmptyDeps & {
  db: Database
  storage: Storage
  cards: { forgetAll(): Promise<void> }
}

/**
 * Erases what a former member left behind: files in any case, words where they wanted it so; then everything that was made of
 * them. Each step may run again.
 */
export async function eraseBelongings(
  deps: Deps,
  { memberId, way }: { memberId: number; way: LeavingWay },
): Promise<void> {
  const stores = { db: deps.db.kysely, storage: deps.storage }
  if (way === 'remove') await emptyPostsOf(deps, memberId)
  await removeUploadsOf(stores, memberId, way === 'remove' ? 'all' : 'unshown')
  await removeExports(stores, deps.clock.now())
  await deps.cards.forgetAll()
  await countWords(deps.db)
}
