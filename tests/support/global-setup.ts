import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { runningPostmaster } from '#app/platform/postgres/postmaster.ts'
import { chromiumPath } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer
  }
}

/** Where this run's databases live. The first test that asks for one starts the server: see database.ts. */
export interface TestServer {
  /** A server given by TEST_DATABASE_URL or DATABASE_URL, or null for a built-in one in `dataDir`. */
  url: string | null
  dataDir: string
  /** Begins the name of every database of this run. */
  prefix: string
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  execFileSync(process.execPath, [fileURLToPath(new URL('../../prisma/generate.ts', import.meta.url))], {
    stdio: 'inherit',
  })
  await chromiumPath()
  const url = process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL ?? null
  const home = process.env.GUILDHALL_TEST_DATA ?? tmpdir()
  await removeLeftovers(home)
  const dataDir = mkdtempSync(join(home, `guildhall-test-${process.pid}-`))
  // As root, PostgreSQL runs as another user, who must be able to come here.
  chmodSync(dataDir, 0o755)
  const prefix = `guildhall_test_${basename(dataDir).slice(-6).toLowerCase()}_${process.pid}`
  project.provide('testServer', { url, dataDir, prefix })
  return async () => {
    if (url) await dropDatabases(url, prefix)
    else await killServer(join(dataDir, 'cluster'))
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function dropDatabases(url: string, prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
    [prefix],
  )
  for (const { datname } of rows) {
    await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(datname)} WITH (FORCE)`)
  }
  await client.end()
}

/** Servers of runs that were killed before they could end their own. */
async function removeLeftovers(home: string): Promise<void> {
  for (const name of readdirSync(home)) {
    const pid = /^guildhall-test-(\d+)-/.exec(name)?.[1]
    if (!pid || isAlive(Number(pid))) continue
    await killServer(join(home, name, 'cluster')).catch(() => undefined)
    rmSync(join(home, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Nothing in it is worth an orderly end. */
async function killServer(clusterDir: string): Promise<void> {
  const server = runningPostmaster(clusterDir)
  if (!server) return
  process.kill(server.pid, 'SIGQUIT')
  while (runningPostmaster(clusterDir)) await sleep(10)
}
