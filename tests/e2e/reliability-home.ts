import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { vi } from 'vitest'
import { createDatabase } from '#app/platform/db/database.ts'
import { DATABASE, readPassword, ROLE } from '#app/platform/postgres/cluster.ts'
import { runningPostmaster } from '#app/platform/postgres/postmaster.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { quietLog } from '#tests/support/quiet-log.ts'
import { startServerProcess, type ServerProcess } from './reliability-process.ts'

/** A data folder with a PostgreSQL of its own. */
export type Home = {
  data: string
  /** Starts a server on it. */
  start(environment?: Record<string, string>): Promise<ServerProcess>
  /** The process of its PostgreSQL, or null. */
  postmaster(): number | null
  /** A connection of its own, for a server that runs. */
  connect(): Promise<pg.Client>
  /** Ends its PostgreSQL and removes it. */
  remove(): Promise<void>
}

/** The community of each home: one thread, which everybody reads. */
export const THREAD = { path: '/t/1/a-long-walk', words: 'Mind the gate' }

export function openHome(data = newFolder()): Home {
  const cluster = join(data, 'postgres', 'cluster')
  const postmaster = () => runningPostmaster(cluster)?.pid ?? null
  const started: ServerProcess[] = []
  return {
    data,
    postmaster,
    async start(environment = {}) {
      const server = await startServerProcess({ GUILDHALL_DATA: data, LOG_LEVEL: 'warn', ...environment })
      started.push(server)
      return server
    },
    async connect() {
      const client = new pg.Client({ connectionString: urlOf(cluster) })
      client.on('error', () => undefined)
      await client.connect()
      return client
    },
    async remove() {
      await Promise.all(started.map((server) => server.kill()))
      const pid = postmaster()
      if (pid !== null) process.kill(pid, 'SIGQUIT')
      await vi.waitUntil(() => postmaster() === null, { timeout: 10_000 })
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** A folder that PostgreSQL's own user can reach as well. */
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'guildhall-home-'))
  chmodSync(folder, 0o755)
  return folder
}

function urlOf(cluster: string): string {
  const server = runningPostmaster(cluster)
  if (!server) throw new Error(`No PostgreSQL runs on ${cluster}`)
  const query = new URLSearchParams({ host: server.socketDir, port: String(server.port) })
  return `postgresql://${ROLE}:${readPassword(cluster)}@localhost/${DATABASE}?${query}`
}

/** A home with the community in it, at rest; `copy` makes another like it. */
export async function makeTemplate(): Promise<{ home: Home; copy(): Home }> {
  const home = openHome()
  const server = await home.start()
  const url = urlOf(join(home.data, 'postgres', 'cluster'))
  const db = createDatabase({ url, log: quietLog, max: 2 })
  const member = await makeMember(db.kysely)
  const space = await makeSpace(db.kysely)
  await makeThread(db.kysely, {
    space,
    title: 'A long walk',
    posts: [{ authorId: member.id, source: THREAD.words }],
  })
  await db.close()
  server.child.kill('SIGTERM')
  await server.ended
  const copy = () => {
    const data = newFolder()
    // With owners and rights: PostgreSQL refuses a folder that others may read.
    execFileSync('cp', ['-a', `${home.data}/.`, data])
    return openHome(data)
  }
  return { home, copy }
}
