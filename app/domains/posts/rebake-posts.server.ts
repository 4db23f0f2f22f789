import { sql, type Transaction } from 'kysely'
import type { Database, DB } from '#app/platform/db/database.ts'
import type { Env } from '#app/platform/env.ts'
import { bakePosts, type BakeablePost } from './bake-posts.server.ts'
import { PIPELINE_VERSION } from './pipeline/version.ts'

/** Posts per transaction: short enough that nobody waits for a lock. */
const BATCH = 100

type Deps = { db: Database; env: Env; pages: { purge(tags: string[]): Promise<void> } }

/**
 * Bakes anew every post whose HTML was made by an older version of the pipeline (never a newer one: two versions of
 * the server may run side by side during an upgrade). May be stopped and run again at any time: what is done carries
 * the new version. Pages are purged at the end of each batch.
 */
export async function rebakePosts({ db, env, pages }: Deps): Promise<void> {
  for (;;) {
    const threads = await rebakeBatch(db, env.PUBLIC_URL)
    if (threads.length === 0) return
    await pages.purge(threads.map((id) => `thread:${id}`))
  }
}

/** Queues the baking of posts that an older pipeline made, if there are any; once, however often asked. */
export async function scheduleRebake(db: Database['kysely']): Promise<void> {
  await sql`
    select graphile_worker.add_job('rebake-posts', job_key := 'rebake-posts')
    where exists (select from post where pipeline_version < ${PIPELINE_VERSION})`.execute(db)
}

/**
 * Queues, with the transaction, the baking of every post that names a thread or quotes a post. For commands after which
 * fewer people may know of something: its title and its author's name stand in the posts that point to it.
 */
export async function rebakeNames(tx: Transaction<DB>): Promise<void> {
  await sql`
    update post set pipeline_version = 0
    where html like '%<a class="thread"%' or html like '%<blockquote class="quote"%'`.execute(tx)
  await scheduleRebake(tx)
}

async function rebakeBatch(db: Database, siteOrigin: string): Promise<number[]> {
  return db.kysely.transaction().execute(async (tx) => {
    const { rows } = await sql<BakeablePost & { threadId: number }>`
      select p.id, p.source, p.thread_id as "threadId", t.rule_id as "ruleId"
      from post p join thread t on t.id = p.thread_id
      where p.pipeline_version < ${PIPELINE_VERSION}
      order by p.pipeline_version, p.id limit ${BATCH} for update of p skip locked`.execute(tx)
    if (rows.length > 0) await bakePosts(tx, rows, siteOrigin)
    return [...new Set(rows.map((row) => row.threadId))]
  })
}
