import { sql, type Kysely } from 'kysely'
import { isDatabaseAway } from '#app/platform/db/errors.ts'
import type { DB } from '#app/platform/db/database.ts'
import type { Log } from '#app/platform/log.ts'

export type ViewCounter = {
  /** Counts one view of a thread; free of I/O. */
  count(threadId: number): void
  /** Writes what was counted. While the database is away the counts are kept for the next time. */
  flush(): Promise<void>
  stop(): Promise<void>
}

/** Views are gathered in memory and written in one statement per interval: a view costs no write of its own. */
export function createViewCounter(deps: { db: Kysely<DB>; log: Log; everyMs?: number }): ViewCounter {
  let counts = new Map<number, number>()
  let running: Promise<void> = Promise.resolve()

  async function write(): Promise<void> {
    if (counts.size === 0) return
    const batch = counts
    counts = new Map()
    try {
      await sql`
        update thread set views = views + counted.n
        from unnest(${[...batch.keys()]}::int[], ${[...batch.values()]}::int[]) as counted(id, n)
        where thread.id = counted.id`.execute(deps.db)
    } catch (error) {
      if (!isDatabaseAway(error)) {
        // Whatever it was would be in the way of all later counts, too.
        deps.log.error({ err: error, views: batch.size }, 'Views could not be written and are dropped')
        return
      }
      for (const [id, n] of batch) counts.set(id, (counts.get(id) ?? 0) + n)
      deps.log.warn('The database is away; views are kept for the next time')
    }
  }

  const flush = () => (running = running.then(write))
  const timer = setInterval(() => void flush(), deps.everyMs ?? 30_000)
  timer.unref()
  return {
    count(threadId) {
      // Bounded: addresses of threads that don't exist must not fill the memory.
      if (counts.size < 100_000 || counts.has(threadId)) counts.set(threadId, (counts.get(threadId) ?? 0) + 1)
    },
    flush,
    async stop() {
      clearInterval(timer)
      await flush()
    },
  }
}
