import type pg from 'pg'

/** "jobs", so that nobody else's advisory locks meet ours. */
const LIVES = 0x6a6f6273

/** A worker among those of all processes. */
export type WorkerLife = {
  /**
   * Frees the jobs of workers that are dead, and were at the look before: who only lost a connection has the time between to come
   * back. Answers whose they were. Takes up this worker's own life again where its connection broke.
   */
  look(): Promise<string[]>
  /** Ends this life; its jobs must be done or given back. */
  end(): void
}

/**
 * Shows that a worker lives, by a lock that belongs to a connection: gone with the process, however it ends, and with nothing
 * to renew. Without it the queue gives a job of a killed process to another only after four hours. Needs connections that are
 * PostgreSQL's own, as the rest of Guildhall does: a pooler's are of everybody.
 */
export function createWorkerLife(pool: pg.Pool, id: string): WorkerLife {
  let holding: pg.PoolClient | null = null
  let ended = false
  let suspects: string[] = []
  let looking: Promise<string[]> | null = null

  async function hold(): Promise<void> {
    const client = await pool.connect()
    const drop = () => {
      if (holding !== client) return
      holding = null
      client.release(true)
    }
    holding = client
    client.once('error', drop)
    try {
      await client.query('select pg_advisory_lock($1, hashtext($2))', [LIVES, id])
    } catch (error) {
      drop()
      throw error
    }
    if (ended) drop()
  }

  async function lookNow(): Promise<string[]> {
    if (holding === null && !ended) await hold()
    const dead = await findDead(pool, id)
    const gone = dead.filter((worker) => suspects.includes(worker))
    suspects = dead
    if (gone.length > 0) await pool.query('select graphile_worker.force_unlock_workers($1::text[])', [gone])
    return gone
  }

  return {
    // One look at a time, however long the database takes.
    look: () => (looking ??= lookNow().finally(() => (looking = null))),
    end() {
      ended = true
      holding?.release(true)
      holding = null
    },
  }
}

/** Workers that have jobs and no life, but for this one. */
async function findDead(pool: pg.Pool, own: string): Promise<string[]> {
  const { rows } = await pool.query<{ worker: string }>(
    `select worker from (
       select distinct locked_by as worker from graphile_worker.jobs where locked_by is not null and locked_by <> $2
     ) busy where pg_try_advisory_xact_lock($1, hashtext(worker))`,
    [LIVES, own],
  )
  return rows.map(({ worker }) => worker)
}
