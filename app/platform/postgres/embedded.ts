import { chownSync, existsSync, mkdirSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { type Binaries, embeddedBinaries } from './binaries.ts'
import {
  checkOwner,
  checkVersion,
  DATABASE,
  ensureCluster,
  readPassword,
  ROLE,
  writeSettings,
} from './cluster.ts'
import { runningPostmaster, startPostmaster, stopPostmaster } from './postmaster.ts'
import { announcePresence, type Presence } from './presence.ts'
import { type Runner, runnerFor, serverUser } from './server-user.ts'
import { socketDir } from './socket-dir.ts'

export interface EmbeddedPostgresOptions {
  /** A folder for the server alone, made when missing. */
  dataDir: string
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  /** Settings for this start, over those of settings.ts (tests switch fsync off). */
  settings?: Record<string, string>
}

export interface EmbeddedPostgres {
  /** Connects as the owner of the database `guildhall`. */
  url: string
  /** Whether the server was running already. */
  adopted: boolean
  /** Leaves; the last process that leaves stops the server. Close your own connections first. */
  stop(): Promise<void>
}

const PATIENCE_MS = 60_000

/**
 * Starts the built-in PostgreSQL on `dataDir`, or joins the one that runs there. Server, CLI and workers may call it at
 * the same time. While this process is in, a server that dies is started again.
 * Throws with advice when the folder or its PostgreSQL can't be used.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log } = options
  const server = await prepare(options)
  const first = await ensureRunning(server)
  let presence = first.presence
  const leaving = new AbortController()

  let recovery = Promise.resolve()

  const watch = () => {
    void presence.lost.then(() => (recovery = recover()))
  }
  const recover = async () => {
    while (!leaving.signal.aborted) {
      log.warn('The built-in PostgreSQL went away; starting it again')
      try {
        presence = (await ensureRunning(server)).presence
        return watch()
      } catch (error) {
        log.error({ err: error }, 'The built-in PostgreSQL could not be started again; will try once more')
        await sleep(1_000, undefined, { ref: false, signal: leaving.signal }).catch(() => undefined)
      }
    }
  }
  watch()

  return {
    url: first.url,
    adopted: first.adopted,
    async stop() {
      if (leaving.signal.aborted) return
      leaving.abort()
      await recovery
      if (await presence.isLast()) {
        const { code, output } = await stopPostmaster(server.clusterDir, server.binaries, server.runner)
        if (code !== 0) log.error(`The built-in PostgreSQL did not stop:\n${output}`)
      }
      await presence.leave()
    },
  }
}

interface Server {
  clusterDir: string
  socketDir: string
  settings: Record<string, string>
  binaries: Binaries
  runner: Runner
}

async function prepare({ dataDir, log, settings = {} }: EmbeddedPostgresOptions): Promise<Server> {
  const isNew = !existsSync(dataDir)
  mkdirSync(dataDir, { recursive: true })
  const home = realpathSync(resolve(dataDir))
  const clusterDir = join(home, 'cluster')
  const binaries = embeddedBinaries()
  checkOwner(clusterDir)
  const user = serverUser(clusterDir)
  if (isNew && user) chownSync(home, user.uid, user.gid)
  const runner = await runnerFor(user, [binaries.postgres, clusterDir], (message) => log.warn(message))
  await ensureCluster(clusterDir, binaries, runner)
  await checkVersion(clusterDir, binaries, runner)
  return { clusterDir, socketDir: socketDir(home, user), settings, binaries, runner }
}

/** Joins the running server or starts one, until one of the two works. */
async function ensureRunning(server: Server): Promise<{ url: string; adopted: boolean; presence: Presence }> {
  const { clusterDir, binaries, runner } = server
  const deadline = Date.now() + PATIENCE_MS
  let adopted = true
  let complaint = ''
  let failures = 0
  for (let pause = 20; Date.now() < deadline; pause = Math.min(pause * 2, 500)) {
    const running = runningPostmaster(clusterDir)
    if (running) {
      const url = connectionUrl(running.socketDir, running.port, readPassword(clusterDir))
      const presence = await announcePresence(url)
      if (presence) return { url, adopted, presence }
    } else {
      writeSettings(clusterDir, runner)
      const { code, output } = await startPostmaster(
        clusterDir,
        server.socketDir,
        server.settings,
        binaries,
        runner,
      )
      if (code === 0) {
        adopted = false
        continue
      }
      // Another process may have started or stopped it at the same moment: a second try tells that from a lasting fault.
      // The children of a killed server end with their statement; until then they hold its memory.
      complaint = output
      if (!output.includes('shared memory') && ++failures === 4) break
    }
    await sleep(pause)
  }
  throw new Error(
    `The built-in PostgreSQL in ${clusterDir} did not start. What it said:\n${complaint || '(nothing)'}\n` +
      `More may stand in ${join(clusterDir, 'log')}.`,
  )
}

function connectionUrl(socketDir: string, port: number, password: string): string {
  const query = new URLSearchParams({ host: socketDir, port: String(port) })
  return `postgresql://${ROLE}:${password}@localhost/${DATABASE}?${query.toString()}`
}
