import { sql } from 'kysely'
import { recount } from '#app/domains/counters/recount.server.ts'
import type { Bus } from '#app/platform/bus/bus.ts'
import type { Database } from '#app/platform/db/database.ts'
import { emit } from '#app/platform/outbox/outbox.ts'
import { closeRun } from './import-run.server.ts'

/**
 * The last step, in one transaction: the numbers of spaces, members and tags, the end of the run, and the news for the
 * processes that serve pages.
 */
export async function finishImport(
  { db, bus }: { db: Database; bus?: Pick<Bus, 'publish'> | undefined },
  run: { runId: number; sourceId: number },
): Promise<void> {
  await db.kysely.transaction().execute(async (tx) => {
    // It counts everything there is, which on a large forum takes longer than a page may.
    await sql`set local statement_timeout = 0`.execute(tx)
    await recount(tx)
    await closeRun(tx, run.runId)
    await emit(tx, 'import.finished', { sourceId: run.sourceId, runId: run.runId })
    await bus?.publish('spaces', { imported: run.runId }, tx)
  })
  // The planner knows nothing yet of tables that were empty a minute ago.
  await db.pool.query(
    'analyze member, space, thread, post, thread_tag, thread_event, thread_day, import_map, search_post',
  )
}
