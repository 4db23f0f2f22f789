import { sql, type Kysely } from 'kysely'
import type { Doer } from '#app/domains/audit/doer.ts'
import { recordAct } from '#app/domains/audit/record-act.server.ts'
import type { DB } from '#app/platform/db/database.ts'
import { transaction } from '#app/platform/db/transaction.ts'

/**
 * Lets a job begin anew at once, or takes it out of the queue. Answers whether there was such a job that is not running: one that
 * runs is left alone.
 */
export async function changeJob(
  db: Kysely<DB>,
  by: { doer: Doer; now: Date },
  { id, act }: { id: string; act: 'retry' | 'remove' },
): Promise<boolean> {
  return transaction({ kysely: db }, async (tx) => {
    const { rows } = await sql<{ task: string }>`
      select task_identifier as task from graphile_worker.jobs where id = ${id}::bigint`.execute(tx)
    const changed =
      act === 'retry'
        ? await sql`select id from graphile_worker.reschedule_jobs(array[${id}::bigint], run_at := now(), attempts := 0)`.execute(
            tx,
          )
        : await sql`select id from graphile_worker.complete_jobs(array[${id}::bigint])`.execute(tx)
    if (!rows[0] || changed.rows.length === 0) return false
    const target = { kind: 'job', name: `${rows[0].task} ${id}` } as const
    await recordAct(tx, by.doer, { act: act === 'retry' ? 'jobs.retry' : 'jobs.remove', target, now: by.now })
    return true
  })
}
