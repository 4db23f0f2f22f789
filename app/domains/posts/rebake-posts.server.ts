import { sql, type RawBuilder, type Transaction } from 'kysely'
import type { Database, DB } from '#app/platform/db/database.ts'
import type { Env } from '#app/platform/env.ts'
import { bakePosts, type BakeablePost } from './bake-posts.server.ts'
import { PIPELINE_VERSION } from './pipeline/version.ts'

/** Posts per transaction: short enough that nobody waits for a lock. */
const BATCH = 100

/** A post whose HTML names a thread or quotes a post; word for word what the index `post_naming` holds. */
const NAMING = sql`(p.html like '%<a class="thread"%' or p.html like '%<blockquote class="quote"%')`

type Deps = { db: Database; env: Env; pages: { purge(tags: string[]): Promise<void> } }

/**
 * Bakes anew every post whose HTML was made by an older version of the pipeline (never a newer one: two versions of
 * the server may run side by side during an upgrade). May be stopped and run again at any time: what is done carries
 * the new version. Pages are purged at the end of each batch.
 */
export async function rebakePosts(deps: Deps): Promise<void> {
  const old = sql`p.pipeline_version < ${PIPELINE_VERSION}`
  while ((await rebakeBatch(deps, sql`${old} order by p.pipeline_version, p.id`)) !== null);
}

/**
 * Bakes anew every post that names a thread or quotes a post, in the order of their ids; pages as above. One that somebody
 * is writing is waited for: it may have been baked with the names of before.
 */
export async function rebakeNames(deps: Deps): Promise<void> {
  let after: number | null = 0
  while (after !== null)
    after = await rebakeBatch(deps, sql`p.id > ${after} and ${NAMING} order by p.id`, 'wait')
}

/** Queues the baking of posts that an older pipeline made, if there are any; once, however often asked. */
export async function scheduleRebake(db: Database['kysely']): Promise<void> {
  await sql`
    select graphile_worker.add_job('rebake-posts', job_key := 'rebake-posts')
    where exists (select from post where pipeline_version < ${PIPELINE_VERSION})`.execute(db)
}

/**
 * Queues, with the transaction, `rebakeNames`. For commands after which fewer people may know of something: its title and
 * its author's name stand in the posts that point to it.
 */
export async function scheduleNames(tx: Transaction<DB>): Promise<void> {
  await sql`select graphile_worker.add_job('rebake-names', job_key := 'rebake-names')`.execute(tx)
}

/**
 * Bakes anew every post that names a thread or quotes a post of it: it was renamed, or something of it went or came back.
 */
export async function rebakePointers(deps: Deps, threadId: number): Promise<void> {
  const pointing = sql`p.html like ${`%/t/${threadId}/%`}`
  let after: number | null = 0
  while (after !== null)
    after = await rebakeBatch(deps, sql`p.id > ${after} and ${NAMING} and ${pointing} order by p.id`, 'wait')
}

/** Bakes anew every post that mentions a handle: its bearer is called otherwise now, or is gone. */
export async function rebakeMentions(deps: Deps, handle: string): Promise<void> {
  const mentioning = sql`p.html ilike ${`%<a class="mention" href="/u/${encodeURIComponent(handle).replace(/[\\%_]/g, '\\$&')}"%`}`
  let after: number | null = 0
  while (after !== null)
    after = await rebakeBatch(deps, sql`p.id > ${after} and ${mentioning} order by p.id`, 'wait')
}

/** Queues, with the transaction, `rebakeMentions`: there may be a hundred thousand of them. */
export async function scheduleMentions(tx: Transaction<DB>, handle: string): Promise<void> {
  await sql`select graphile_worker.add_job('rebake-mentions', json_build_object('handle', ${handle}::text))`.execute(
    tx,
  )
}

/** Queues, with the transaction, `rebakePointers`. */
export async function schedulePointers(tx: Transaction<DB>, threadId: number): Promise<void> {
  await sql`
    select graphile_worker.add_job('rebake-pointers', json_build_object('threadId', ${threadId}::int),
      job_key := ${`rebake-pointers:${threadId}`})`.execute(tx)
}

/** Bakes the first posts that `which` says; answers the largest id, or null where there was none. */
async function rebakeBatch(
  { db, env, pages }: Deps,
  which: RawBuilder<unknown>,
  locked: 'skip' | 'wait' = 'skip',
): Promise<number | null> {
  const posts = await db.kysely.transaction().execute(async (tx) => {
    const { rows } = await sql<BakeablePost & { threadId: number }>`
      select p.id, p.source, p.thread_id as "threadId", t.rule_id as "ruleId", p.author_id as "authorId"
      from post p join thread t on t.id = p.thread_id
      where ${which} limit ${BATCH} for update of p ${locked === 'skip' ? sql`skip locked` : sql``}`.execute(
      tx,
    )
    if (rows.length > 0) await bakePosts(tx, rows, env.PUBLIC_URL)
    return rows
  })
  if (posts.length === 0) return null
  await pages.purge([...new Set(posts.map((post) => `thread:${post.threadId}`))])
  return Math.max(...posts.map((post) => post.id))
}
