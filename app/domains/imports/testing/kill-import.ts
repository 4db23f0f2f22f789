import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Database } from '#app/platform/db/database.ts'
import { IMPORT_LOCK } from '../write/import-lock.server.ts'

const CHILD = fileURLToPath(new URL('./import-child.ts', import.meta.url))

/** Where a child is killed: at a progress report of a phase, or after some milliseconds, come what may. */
export type KillPoint =
  { phase: 'reading' | 'writing' | 'counting'; times: number } | { milliseconds: number }

/**
 * Imports in a process of its own that is killed with SIGKILL at the point. Answers whether it was killed: it may have
 * been done before. Throws when it ends by a fault of its own.
 */
export async function importAndKill(
  db: Database & { url: string },
  archive: string,
  point: KillPoint,
): Promise<boolean> {
  const fatal = 'phase' in point ? [point.phase, String(point.times)] : []
  const child = spawn(process.execPath, [CHILD, db.url, archive, ...fatal], {
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  const faults: Buffer[] = []
  child.stderr.on('data', (chunk: Buffer) => faults.push(chunk))
  const killer = 'milliseconds' in point ? setTimeout(() => child.kill('SIGKILL'), point.milliseconds) : null
  const end = await new Promise<NodeJS.Signals | number | null>((resolve) => {
    child.on('close', (code, signal) => resolve(signal ?? code))
  })
  if (killer) clearTimeout(killer)
  if (end !== 'SIGKILL' && end !== 0) {
    throw new Error(`the import ended with ${end}: ${Buffer.concat(faults).toString()}`)
  }
  await lockIsFree(db)
  return end === 'SIGKILL'
}

/** PostgreSQL notices a moment later that a process is gone. */
async function lockIsFree({ pool }: Database): Promise<void> {
  const client = await pool.connect()
  await client.query('select pg_advisory_lock($1)', [IMPORT_LOCK])
  await client.query('select pg_advisory_unlock($1)', [IMPORT_LOCK])
  client.release()
}
