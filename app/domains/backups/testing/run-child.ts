import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, vi } from 'vitest'
import type { TestDatabase } from '#tests/support/database.ts'

const CHILD = fileURLToPath(new URL('./backup-child.ts', import.meta.url))

type Run = {
  mode: 'backup' | 'restore'
  db: TestDatabase
  path: string
  /** At the n-th report of a phase it kills itself. */
  killAt?: { phase: string; times: number }
  /** The largest file that it may write, in bytes. */
  room?: number
}

/** `memory` is the most that it had, in bytes; 0 where it was killed. */
type Outcome = { end: string; said: string; memory: number }

/** Makes or restores a backup in a process of its own, and answers how that ended and what it said. */
export async function runChild({ mode, db, path, killAt, room }: Run): Promise<Outcome> {
  const call = [process.execPath, CHILD, mode, db.url, path, killAt?.phase ?? '', String(killAt?.times ?? 0)]
  const limit = room === undefined ? 'unlimited' : String(Math.floor(room / 1024))
  const child = spawn('bash', ['-c', `ulimit -f ${limit}; exec "$@"`, 'bash', ...call], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let memory = ''
  child.stdout.on('data', (chunk: Buffer) => (memory += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const end = await new Promise<string>((resolve) => {
    child.on('close', (code, signal) => resolve(signal ?? String(code)))
  })
  // PostgreSQL notices a moment later that a process is gone.
  await vi.waitFor(async () => {
    const { rowCount } = await db.pool.query(
      `select from pg_stat_activity where datname = current_database() and application_name in ('guildhall backup', 'guildhall restore')`,
    )
    expect(rowCount).toBe(0)
  })
  return { end, said, memory: Number(memory) }
}
