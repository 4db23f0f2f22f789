import { sql, type RawBuilder, type Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { ConversionTables } from '../convert/conversion-tables.ts'
import type { ImportPlan } from '../plan/import-plan.ts'

/** What of an archive is written already, by an earlier run or by this one before it was stopped: by our ids. */
export type Present = {
  threads: Set<number>
  posts: Set<number>
  events: Set<number>
  /** Topics, by their ids there, of which nothing is missing. */
  complete: Set<number>
}

export async function readPresent(
  tx: Transaction<DB>,
  plan: ImportPlan,
  tables: ConversionTables,
): Promise<Present> {
  const postIds = [...tables.posts.values()].flatMap((posts) => posts.map((post) => post.id))
  const threads = await readIds(
    tx,
    sql`thread`,
    [...tables.threads.values()].map((thread) => thread.id),
  )
  const posts = await readIds(tx, sql`post`, postIds)
  const events = await readIds(tx, sql`thread_event`, [...tables.events.values()])
  const complete = [...plan.threads.values()].filter((thread) => {
    return (
      threads.has(tables.threads.get(thread.externalId)?.id ?? 0) &&
      tables.posts.get(thread.externalId)?.every((post) => posts.has(post.id)) &&
      thread.posts.every(
        (post) => post.kind === 'post' || events.has(tables.events.get(post.externalId) ?? 0),
      )
    )
  })
  return { threads, posts, events, complete: new Set(complete.map((thread) => thread.externalId)) }
}

async function readIds(
  tx: Transaction<DB>,
  table: RawBuilder<unknown>,
  among: number[],
): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`select id from ${table} where id = any(${among}::int[])`.execute(
    tx,
  )
  return new Set(rows.map((row) => row.id))
}
