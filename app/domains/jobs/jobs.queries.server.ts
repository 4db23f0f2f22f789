import { sql, type Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { JobView, ScheduleView } from './job.view.ts'

/** Jobs of a page. */
const PAGE = 50
/** Letters of a fault. */
const LONGEST = 500

export const jobStates = ['running', 'failed', 'retrying', 'waiting'] as const

type Row = Omit<JobView, 'runAt'> & { runAt: Date }

const stateOf = sql`case when locked_at is not null then 'running' when attempts >= max_attempts then 'failed'
  when last_error is not null then 'retrying' else 'waiting' end`

/** A page of the queue, the newest first, and the number that leads on to what is older. */
export async function listJobs(
  db: Kysely<DB>,
  { state, before }: { state?: JobView['state'] | undefined; before?: number | undefined },
): Promise<{ jobs: JobView[]; older: string | null }> {
  const { rows } = await sql<Row>`
    select id::text, task_identifier as task, ${stateOf} as state, run_at as "runAt", attempts, max_attempts as most,
      left(coalesce(last_error, ''), ${LONGEST}::int) as fault
    from graphile_worker.jobs
    where ${state === undefined ? sql`true` : sql`${stateOf} = ${state}`}
      and ${before === undefined ? sql`true` : sql`id < ${before}::bigint`}
    order by id desc limit ${PAGE + 1}`.execute(db)
  const kept = rows.slice(0, PAGE)
  return {
    jobs: kept.map((row) => ({ ...row, runAt: row.runAt.toISOString() })),
    older: rows.length > PAGE ? (kept.at(-1)?.id ?? null) : null,
  }
}

/** The tasks that run by themselves. */
export async function listSchedules(db: Kysely<DB>): Promise<ScheduleView[]> {
  const { rows } = await sql<{ task: string; last: Date | null }>`
    select identifier as task, last_execution as last from graphile_worker._private_known_crontabs order by identifier`.execute(
    db,
  )
  return rows.map(({ task, last }) => ({ task, lastAt: last?.toISOString() ?? null }))
}
