import { sql, type Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { ImportPlan } from '../plan/import-plan.ts'
import { noCounts } from './import-report.ts'
import type { RunReport } from './import-report.ts'

export type StartedRun = {
  runId: number
  sourceId: number
  resumed: boolean
  unchanged: boolean
  report: RunReport
}

type RunRow = { id: number; checksum: string; report: RunReport; finished_at: Date | null }

/**
 * The run that an import belongs to. The same archive again: the finished run (nothing to do) or the interrupted one
 * (go on). Another archive of the same forum: a new run, which adds what is new; an interrupted one is closed, since
 * nothing of it is lost. The lock waits for the last commit of a process that was killed while it was under way.
 */
export async function startRun(tx: Transaction<DB>, plan: ImportPlan): Promise<StartedRun> {
  const sourceId = await findSource(tx, plan.origin)
  const { rows } = await sql<RunRow>`
    select id, checksum, report, finished_at from import_run where source_id = ${sourceId} order by id desc limit 1 for update`.execute(
    tx,
  )
  const [last] = rows
  if (last?.checksum === plan.checksum) {
    const unchanged = last.finished_at !== null
    return { runId: last.id, sourceId, resumed: !unchanged, unchanged, report: last.report }
  }
  if (last?.finished_at === null) {
    await sql`update import_run set phase = 'superseded', finished_at = now() where id = ${last.id}`.execute(
      tx,
    )
  }
  const report = { counts: noCounts(), losses: {} }
  const created = await sql<{ id: number }>`
    insert into import_run (source_id, checksum, phase, report)
    values (${sourceId}, ${plan.checksum}, 'threads', ${JSON.stringify(report)}::jsonb) returning id`.execute(
    tx,
  )
  return { runId: created.rows[0]?.id ?? 0, sourceId, resumed: false, unchanged: false, report }
}

async function findSource(tx: Transaction<DB>, origin: string): Promise<number> {
  const found = await sql<{ id: number }>`
    select id from import_source where kind = 'discourse' and origin = ${origin}`.execute(tx)
  if (found.rows[0]) return found.rows[0].id
  const created = await sql<{ id: number }>`
    insert into import_source (kind, origin) values ('discourse', ${origin}) returning id`.execute(tx)
  return created.rows[0]?.id ?? 0
}

/** Notes how far the run is, in the transaction of the rows that it speaks of. */
export async function noteProgress(
  tx: Transaction<DB>,
  runId: number,
  cursor: number,
  report: RunReport,
): Promise<void> {
  await sql`
    update import_run set cursor = ${cursor}, report = ${JSON.stringify(report)}::jsonb where id = ${runId}`.execute(
    tx,
  )
}

export async function closeRun(tx: Transaction<DB>, runId: number): Promise<void> {
  await sql`update import_run set phase = 'done', finished_at = now() where id = ${runId}`.execute(tx)
}
