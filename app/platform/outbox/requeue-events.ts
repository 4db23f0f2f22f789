import type { DomainEvents, EventType } from './outbox.ts'

type Runner = { query(text: string, values?: unknown[]): Promise<unknown> }

/**
 * After the whole database got other content, in its transaction and while no worker runs: takes the jobs away, which were
 * of the old content, writes the event, and queues everything that was not handed on yet.
 */
export async function requeueEvents<T extends EventType>(
  runner: Runner,
  event: { type: T; payload: DomainEvents[T] },
): Promise<void> {
  await runner.query(
    'SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT locked_by)) FROM graphile_worker.jobs WHERE locked_by IS NOT NULL',
  )
  await runner.query('SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs')
  await runner.query('INSERT INTO outbox_event (type, payload) VALUES ($1, $2::jsonb)', [
    event.type,
    JSON.stringify(event.payload),
  ])
  await runner.query(
    `SELECT graphile_worker.add_job('deliver-event', json_build_object('id', id))
     FROM outbox_event WHERE delivered_at IS NULL ORDER BY id`,
  )
}
