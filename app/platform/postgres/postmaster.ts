import { execFileSync } from 'node:child_process'
import { linkSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import type { Outcome, Runner } from './server-user.ts'

/** What a running server says of itself in `postmaster.pid`. */
export interface Postmaster {
  pid: number
  socketDir: string
  port: number
}

/**
 * The server that runs on this cluster, or null. A file left behind by a killed server, whose process number another
 * program has by now, is put away with the lock of its socket: PostgreSQL itself would refuse to start over it. (That two servers never run on one
 * cluster does not hang on this file: PostgreSQL also looks for the shared memory of the folder.)
 */
export function runningPostmaster(clusterDir: string): Postmaster | null {
  const path = join(clusterDir, 'postmaster.pid')
  const content = readOrNull(path)
  if (content === null) return null
  const [pid, , , port, socketDir] = content.split('\n')
  if (isAlive(Number(pid))) {
    if (isPostgres(Number(pid))) return { pid: Number(pid), port: Number(port), socketDir: socketDir ?? '' }
    putAway(path, content)
    const socketLock = join(socketDir ?? '', `.s.PGSQL.${port}.lock`)
    const lockContent = readOrNull(socketLock)
    if (lockContent?.startsWith(`${pid}\n`)) putAway(socketLock, lockContent)
  }
  return null
}

/** Starts the server in a session of its own, so that it outlives us, and waits until it answers. */
export async function startPostmaster(
  clusterDir: string,
  socketDir: string,
  settings: Record<string, string>,
  binaries: Binaries,
  runner: Runner,
): Promise<Outcome> {
  const startLog = join(clusterDir, 'start.log')
  rmSync(startLog, { force: true })
  const overrides = Object.entries(settings).map(([name, value]) => ` -c ${name}=${value}`)
  const options = `-k ${shellQuote(socketDir)}${overrides.join('')}`
  const args = ['start', '-D', clusterDir, '-w', '-t', '60', '-s', '-l', startLog, '-o', options]
  const { code, output } = await runner.run(binaries.pgCtl, args)
  return { code, output: [output, code === 0 ? '' : readOrNull(startLog)].join('\n').trim() }
}

/** Stops the server: running statements are rolled back, sessions are closed, everything is written down. */
export async function stopPostmaster(
  clusterDir: string,
  binaries: Binaries,
  runner: Runner,
): Promise<Outcome> {
  return runner.run(binaries.pgCtl, ['stop', '-D', clusterDir, '-m', 'fast', '-w', '-t', '60', '-s'])
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Whether it is PostgreSQL, and not what is left of it: in a container dead processes may stay unburied. */
function isPostgres(pid: number): boolean {
  try {
    if (process.platform === 'linux')
      return /\(postgres\) [^Z]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
    return /^[^Z].*postgres/.test(
      execFileSync('ps', ['-o', 'stat=,comm=', '-p', String(pid)], { encoding: 'utf8' }),
    )
  } catch {
    return false
  }
}

/** Removes the file unless somebody has replaced it in the meantime. */
function putAway(path: string, seen: string): void {
  const aside = `${path}.stale-${process.pid}`
  try {
    renameSync(path, aside)
    if (readOrNull(aside) !== seen) linkSync(aside, path)
    rmSync(aside)
  } catch {
    // Another process was putting it away at the same time.
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null
    throw error
  }
}

function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
