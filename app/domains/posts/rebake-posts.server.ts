import { sql } from 'kysely'
import type { Database } from '#app/platform/db/database.ts'
import type { Env } from '#app/platform/env.ts'
import { bakePost } from './pipeline/bake-post.server.ts'
import { NO_REFERENCES } from './pipeline/references.ts'
import { PIPELINE_VERSION } from './pipeline/version.ts'
import { lookUpReferences } from './look-up-references.server.ts'

/** Posts per transaction: short enough that nobody waits for a lock. */
const BATCH = 100

type Deps = { db: Database; env: Env; pages: { purge(tags: string[]): Promise<void> } }

/**
 * Bakes anew every post whose HTML was made by another version of the pipeline. May be stopped and run again at any
 * time: what is done carries the new version. Pages are purged at the end of each batch.
 */
export async function rebakePosts({ db, env, pages }: Deps): Promise<void> {
  for (;;) {
    const threads = await rebakeBatch(db, env.PUBLIC_URL)
    if (threads.length === 0) return
    await pages.purge(threads.map((id) => `thread:${id}`))
  }
}

/** Queues the baking of posts that another version of the pipeline made, if there are any; once, however often asked. */
export async function scheduleRebake(db: Database['kysely']): Promise<void> {
  await sql`
    select graphile_worker.add_job('rebake-posts', job_key := 'rebake-posts')
    where exists (
      select from post where pipeline_version < ${PIPELINE_VERSION} or pipeline_version > ${PIPELINE_VERSION}
    )`.execute(db)
}

async function rebakeBatch(db: Database, siteOrigin: string): Promise<number[]> {
  return db.kysely.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: number; thread_id: number; source: string; rule_id: number }>`
      select p.id, p.thread_id, p.source, t.rule_id from post p join thread t on t.id = p.thread_id
      where p.pipeline_version < ${PIPELINE_VERSION} or p.pipeline_version > ${PIPELINE_VERSION} order by p.pipeline_version, p.id limit ${BATCH} for update of p skip locked`.execute(
      tx,
    )
    if (rows.length === 0) return []
    const references = await lookUpReferences(
      tx,
      rows.map((row) => ({ source: row.source, ruleId: row.rule_id })),
    )
    const baked = rows.map((row, at) => ({
      id: row.id,
      ...bakePost(row.source, references[at] ?? NO_REFERENCES, { siteOrigin, idPrefix: `p${row.id}-` }),
    }))
    await sql`
      update post set html = b.html, excerpt = b.excerpt, text = b.text, pipeline_version = ${PIPELINE_VERSION}
      from unnest(${baked.map((one) => one.id)}::int[], ${baked.map((one) => one.html)}::text[],
        ${baked.map((one) => one.excerpt)}::text[], ${baked.map((one) => one.text)}::text[]) as b(id, html, excerpt, text)
      where post.id = b.id`.execute(tx)
    return [...new Set(rows.map((row) => row.thread_id))]
  })
}
