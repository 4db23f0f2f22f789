import { sql, type Kysely, type Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { TaskList } from '#app/platform/jobs/jobs.ts'

/**
 * Everything that domains announce: each `<noun>.events.ts` adds its types here by declaration merging. Payloads are
 * ids and plain values; listeners read what they need when they run.
 */
export interface DomainEvents {
  /** An import brought in or completed content; caches of everything are void. */
  'import.finished': { sourceId: number; runId: number }
}

export type EventType = keyof DomainEvents

/** Reacts to an event after its transaction is committed; runs at least once, so it must bear a second time. */
export type Listener<T extends EventType = EventType> = {
  /** Unique among listeners: the name of its jobs. */
  name: string
  on: T
  run(payload: DomainEvents[T]): Promise<void>
}

/**
 * Announces an event in the transaction in which it happens: one outbox row and one job. It reaches its listeners
 * after the commit, or never if there is none.
 */
export async function emit<T extends EventType>(
  tx: Transaction<DB>,
  type: T,
  payload: DomainEvents[T],
): Promise<void> {
  await sql`
    with event as (
      insert into outbox_event (type, payload) values (${type}, ${JSON.stringify(payload)}::jsonb) returning id
    )
    select graphile_worker.add_job('deliver-event', json_build_object('id', event.id)) from event`.execute(tx)
}

/** Removes events that were handed on more than a week ago: for a daily task. */
export async function removeDelivered(db: Kysely<DB>): Promise<void> {
  await sql`delete from outbox_event where delivered_at < now() - interval '7 days'`.execute(db)
}

/** The tasks that hand events to listeners: each listener gets a job of its own, so that one failing holds up none. */
export function outboxTasks(db: Kysely<DB>, listeners: readonly Listener[]): TaskList {
  return {
    'deliver-event': async (payload) => {
      const { id } = payload as { id: number }
      await db.transaction().execute(async (tx) => {
        const event = await tx
          .updateTable('outbox_event')
          .set({ delivered_at: sql`now()` })
          .where('id', '=', id)
          .where('delivered_at', 'is', null)
          .returning(['type'])
          .executeTakeFirst()
        if (!event) return
        for (const listener of listeners.filter((one) => one.on === event.type)) {
          const job = { id, listener: listener.name }
          await sql`select graphile_worker.add_job('run-listener', ${JSON.stringify(job)}::json)`.execute(tx)
        }
      })
    },
    'run-listener': async (payload) => {
      const { id, listener: name } = payload as { id: number; listener: string }
      const listener = listeners.find((one) => one.name === name)
      // The listener left with its code (a plugin was removed): nothing to do, nothing to retry.
      if (!listener) return
      const event = await db
        .selectFrom('outbox_event')
        .select('payload')
        .where('id', '=', id)
        .executeTakeFirst()
      if (event) await listener.run(event.payload as DomainEvents[EventType])
    },
  }
}
