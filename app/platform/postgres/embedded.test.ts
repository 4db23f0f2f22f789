import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { quietLog } from '#tests/support/quiet-log.ts'
import { startEmbeddedPostgres } from './embedded.ts'
import { runningPostmaster } from './postmaster.ts'

const guestProgram = fileURLToPath(new URL('../../../tests/support/postgres-guest.ts', import.meta.url))

const isRoot = process.getuid?.() === 0

interface Guest {
  process: ChildProcess
  url: string
  adopted: boolean
  leave(): Promise<void>
  kill(): Promise<void>
}

let home: string
let dataDir: string
let clusterDir: string
let guests: Guest[]

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'guildhall-pg-'))
  chmodSync(home, 0o755)
  dataDir = join(home, 'postgres')
  clusterDir = join(dataDir, 'cluster')
  guests = []
})

afterEach(async () => {
  await Promise.all(guests.map((guest) => guest.kill()))
  const server = runningPostmaster(clusterDir)
  if (server) {
    process.kill(server.pid, 'SIGQUIT')
    await vi.waitUntil(() => !runningPostmaster(clusterDir), { timeout: 10_000 })
  }
  rmSync(home, { recursive: true, force: true })
})

/** Another process that uses the same server. */
async function guest(user: { uid?: number; gid?: number } = {}): Promise<Guest> {
  const child = spawn(process.execPath, [guestProgram, dataDir], { stdio: 'pipe', detached: true, ...user })
  const exit = once(child, 'exit')
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([text]) => text as string),
    exit.then(() => Promise.reject(new Error(complaint))),
  ])
  const made: Guest = {
    process: child,
    ...(JSON.parse(line) as { url: string; adopted: boolean }),
    leave: async () => {
      child.stdin.end()
      await exit
    },
    kill: async () => {
      // With everything that it started in its own group, as a terminal or a service manager would.
      if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL')
      await exit
    },
  }
  guests.push(made)
  return made
}

async function query<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
}

describe('startEmbeddedPostgres', { timeout: 60_000 }, () => {
  it('makes a database that knows every language, in UTC, and safe on the disk', async () => {
    const postgres = await startEmbeddedPostgres({ dataDir, log: quietLog })
    expect(postgres.adopted).toBe(false)
    const [row] = await query(
      postgres.url,
      `SELECT lower('ÄÉ') AS lower, current_setting('server_encoding') AS encoding, current_setting('timezone') AS zone,
              current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
              current_setting('full_page_writes') AS pages, current_setting('listen_addresses') AS network,
              (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS superuser`,
    )
    expect(row).toEqual({
      lower: 'äé',
      encoding: 'UTF8',
      zone: 'UTC',
      fsync: 'on',
      commit: 'on',
      pages: 'on',
      network: '',
      superuser: false,
    })
    await query(postgres.url, 'CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent')
    await postgres.stop()
    expect(runningPostmaster(clusterDir)).toBeNull()
  })

  it('serves processes that come at once from one server, and stops with the last of them', async () => {
    const [one, two, three] = await Promise.all([guest(), guest(), guest()])
    expect(new Set([one.url, two.url, three.url]).size).toBe(1)
    const { pid } = runningPostmaster(clusterDir)!
    await Promise.all([one.leave(), two.leave()])
    expect(runningPostmaster(clusterDir)?.pid).toBe(pid)
    await three.leave()
    expect(runningPostmaster(clusterDir)).toBeNull()
  })

  it('outlives a killed process and its group, and is joined by the next', async () => {
    const first = await guest()
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS n')
    const { pid } = runningPostmaster(clusterDir)!
    await first.kill()
    const next = await startEmbeddedPostgres({ dataDir, log: quietLog })
    expect(next.adopted).toBe(true)
    expect(runningPostmaster(clusterDir)?.pid).toBe(pid)
    expect(await query(next.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }])
    await next.stop()
    expect(runningPostmaster(clusterDir)).toBeNull()
  })

  it('starts again when both the process and the server were killed, and has lost nothing', async () => {
    const first = await guest()
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS n')
    const { pid } = runningPostmaster(clusterDir)!
    process.kill(first.process.pid!, 'SIGSTOP')
    process.kill(pid, 'SIGKILL')
    await first.kill()
    const next = await startEmbeddedPostgres({ dataDir, log: quietLog })
    expect(next.adopted).toBe(false)
    expect(await query(next.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }])
    await next.stop()
  })

  it('starts a killed server again while it is in use', async () => {
    const postgres = await startEmbeddedPostgres({ dataDir, log: quietLog })
    const { pid } = runningPostmaster(clusterDir)!
    process.kill(pid, 'SIGKILL')
    const again = await vi.waitUntil(() => query(postgres.url, 'SELECT 1 AS n').catch(() => null), {
      timeout: 15_000,
    })
    expect(again).toEqual([{ n: 1 }])
    expect(runningPostmaster(clusterDir)?.pid).not.toBe(pid)
    await postgres.stop()
    expect(runningPostmaster(clusterDir)).toBeNull()
  })

  it('starts over a lock whose process number belongs to another program by now', async () => {
    const first = await startEmbeddedPostgres({ dataDir, log: quietLog })
    const lock = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8')
    await first.stop()
    writeFileSync(join(clusterDir, 'postmaster.pid'), lock.replace(/^\d+/, String(process.pid)))
    const next = await startEmbeddedPostgres({ dataDir, log: quietLog })
    expect(next.adopted).toBe(false)
    await next.stop()
  })

  it.each([
    [9, 'restore that backup'],
    [99, 'Install the Guildhall version'],
  ])('leaves the data of PostgreSQL %i alone', async (version, advice) => {
    await (await startEmbeddedPostgres({ dataDir, log: quietLog })).stop()
    writeFileSync(join(clusterDir, 'PG_VERSION'), `${version}\n`)
    await expect(startEmbeddedPostgres({ dataDir, log: quietLog })).rejects.toThrow(advice)
    expect(runningPostmaster(clusterDir)).toBeNull()
  })

  it('works in a folder that only its owner may enter', async () => {
    chmodSync(home, 0o700)
    const postgres = await startEmbeddedPostgres({ dataDir, log: quietLog })
    expect(await query(postgres.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }])
    await postgres.stop()
  })

  it('works where the path is too long for a socket', async () => {
    dataDir = join(home, 'a-folder-with-a-long-name'.repeat(5), 'postgres')
    clusterDir = join(dataDir, 'cluster')
    const postgres = await startEmbeddedPostgres({ dataDir, log: quietLog })
    expect(await query(postgres.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }])
    rmSync(runningPostmaster(clusterDir)!.socketDir, { recursive: true })
    await postgres.stop()
  })

  it('says what the server said when it will not start', async () => {
    await (await startEmbeddedPostgres({ dataDir, log: quietLog })).stop()
    writeFileSync(join(clusterDir, 'postgresql.conf'), 'shared_buffers = many\n')
    await expect(startEmbeddedPostgres({ dataDir, log: quietLog })).rejects.toThrow(/shared_buffers/)
  })

  it('touches nothing in a folder that is no cluster', async () => {
    mkdirSync(clusterDir, { recursive: true })
    writeFileSync(join(clusterDir, 'letter.txt'), 'in the way')
    await expect(startEmbeddedPostgres({ dataDir, log: quietLog })).rejects.toThrow(/is in the way/)
    expect(readdirSync(dataDir)).toEqual(['cluster'])
    expect(readdirSync(clusterDir)).toEqual(['letter.txt'])
  })

  it.runIf(isRoot)('runs for an ordinary user, and later for root', async () => {
    chmodSync(home, 0o777)
    const ordinary = await guest({ uid: 65534, gid: 65534 })
    await query(ordinary.url, 'CREATE TABLE kept AS SELECT 7 AS n')
    const root = await guest()
    expect(root.adopted).toBe(true)
    await ordinary.leave()
    await root.leave()
    expect(runningPostmaster(clusterDir)).toBeNull()
    const again = await guest()
    expect(await query(again.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }])
    await again.leave()
  })

  it.runIf(isRoot)('tells an ordinary user whose the folder is', async () => {
    await (await startEmbeddedPostgres({ dataDir, log: quietLog })).stop()
    await expect(guest({ uid: 65534, gid: 65534 })).rejects.toThrow(/belongs to another user/)
  })
})
