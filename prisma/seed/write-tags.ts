import type { Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { LinkTargets } from './links.ts'
import type { PlannedThread } from './plan-demo.ts'

/** Writes the tags, and which threads carry which. Throws where a thread carries one that isn't there. */
export async function writeTags(
  tx: Transaction<DB>,
  tags: Readonly<Record<string, string>>,
  threads: readonly PlannedThread[],
  targets: LinkTargets,
): Promise<void> {
  const rows = await tx
    .insertInto('tag')
    .values(Object.entries(tags).map(([slug, description]) => ({ slug, name: slug, description })))
    .returning(['id', 'slug'])
    .execute()
  const ids = new Map(rows.map((row) => [row.slug, row.id]))
  const carried = threads.flatMap((thread) =>
    thread.tags.map((slug) => {
      const tagId = ids.get(slug)
      if (tagId === undefined)
        throw new Error(`${thread.key} carries the tag “${slug}”, which the demo doesn't have`)
      // The trigger copies these from the thread; the columns only want a value.
      const copied = { rule_id: 0, listed: false, created_at: new Date(0), last_post_at: new Date(0) }
      return { thread_id: targets.get(thread.key)!.id, tag_id: tagId, ...copied }
    }),
  )
  await tx.insertInto('thread_tag').values(carried).execute()
}
