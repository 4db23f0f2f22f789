import { afterAll } from 'vitest'
import { parseEnv } from '#app/platform/env.ts'
import { startServer, type RunningServer } from '#app/start-server.ts'
import { createServer } from 'node:net'
import { scratchFolder } from './scratch-folder.ts'
import { testDatabase, type TestDatabase } from './database.ts'

export type TestSite = {
  db: TestDatabase
  server: RunningServer
  /** GET (or what `init` says) without following redirects; `as` is a Cookie header. */
  get(path: string, init?: RequestInit & { as?: string }): Promise<Response>
  /** The Cookie header of a new session. */
  signIn(accountId: number): Promise<string>
}

/** For sites that forms are sent to: PUBLIC_URL is where they really listen, as browsers and the framework check. */
export async function atOwnAddress(): Promise<{ PORT: string; PUBLIC_URL: string }> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const address = probe.address()
  await new Promise((done) => probe.close(done))
  const port = String(typeof address === 'object' && address ? address.port : 0)
  return { PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}` }
}

/**
 * A whole Guildhall in this process, on a database of its own and a free port, with the built pages: for tests that go
 * through HTTP. `npm test` builds first; alone, run `npm run build` before.
 */
export async function testSite(environment: Record<string, string> = {}): Promise<TestSite> {
  const db = await testDatabase()
  const env = parseEnv({
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    PORT: '0',
    DATABASE_URL: db.url,
    GUILDHALL_DATA: await scratchFolder(),
    // All that a test asks for comes from one address.
    LIMITS_FACTOR: '10000',
    ...environment,
  })
  const server = await startServer({ env, announce: () => undefined })
  afterAll(() => server.stop())
  return {
    db,
    server,
    get: (path, { as, ...init } = {}) =>
      fetch(server.url + path, {
        redirect: 'manual',
        ...init,
        headers: { ...init.headers, ...(as ? { cookie: as } : {}) },
      }),
    signIn: async (accountId) =>
      (await server.services.sessions.create(accountId)).cookie.split(';', 1)[0] ?? '',
  }
}
