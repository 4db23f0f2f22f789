import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { runningPostmaster } from '#app/platform/postgres/postmaster.ts'

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

export default function setup(project: TestProject): () => Promise<void> {
  execFileSync(process.execPath, [fileURLToPath(new URL('../../prisma/generate.ts', import.meta.url))], {
    stdio: 'inherit',
  })
  const url = process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL ?? null
  const dataDir = mkdtempSync(join(process.env.GUILDHALL_TEST_DATA ?? tmpdir(), 'guildhall-test-'))
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

/** Nothing in it is worth an orderly end. */
async function killServer(clusterDir: string): Promise<void> {
  const server = runningPostmaster(clusterDir)
  if (!server) return
  process.kill(server.pid, 'SIGQUIT')
  while (runningPostmaster(clusterDir)) await sleep(10)
}
