import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { spawnServer } from './reliability-process.ts'

// Whole processes start here; what is promised to be quick has a deadline of its own below.
vi.setConfig({ testTimeout: 60_000 })

const db = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'guildhall-start-'))
const file = join(folder, 'a-file')
writeFileSync(file, '')
chmodSync(folder, 0o755)
afterAll(() => rmSync(folder, { recursive: true }))

/** Starts a server that can't, and answers what it said; it must end by itself, and not with success. */
async function complaint(environment: Record<string, string>): Promise<string> {
  const server = spawnServer(environment)
  const { code } = await server.ended
  expect(code).toBe(1)
  return server.output()
}

test.concurrent.each([
  ['PORT', 'abc', /PORT must be a port number, for example 3000/],
  ['PORT', '70000', /PORT must be a port number between 0 and 65535, for example 3000/],
  ['PUBLIC_URL', 'foo', /PUBLIC_URL must be .*for example https:\/\/community\.example\.com/],
  ['PUBLIC_URL', 'https://example.com/forum', /PUBLIC_URL must be the origin alone.*for example/],
  [
    'DATABASE_URL',
    'mysql://root:hunter2@db/x',
    /DATABASE_URL must be .*postgresql:\/\/.*for example postgresql:/,
  ],
  ['LOG_LEVEL', 'loud', /LOG_LEVEL must be one of .*for example info/],
])('%s=%s stops the start with its name, its fault and an example', async (name, value, sentence) => {
  const said = await complaint({ DATABASE_URL: db.url, [name]: value })
  expect(said).toMatch(sentence)
  expect(said, 'no stack, no secret').not.toMatch(/\n\s+at |hunter2/)
})

test('a port that is taken is named, with another to try', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  const said = await complaint({ DATABASE_URL: db.url, PORT: String(port), LOG_LEVEL: 'error' })
  taken.close()
  expect(said).toContain(`Port ${port} on 127.0.0.1 is taken`)
  expect(said).toContain('PORT=3001')
  expect(said).not.toMatch(/\n\s+at /)
})

test('a data folder that can not be is named, with what to do', async () => {
  const path = join(file, 'data')
  const said = await complaint({ GUILDHALL_DATA: path, LOG_LEVEL: 'error' })
  expect(said).toContain(path)
  expect(said).toContain('GUILDHALL_DATA=')
  expect(said).not.toMatch(/\n\s+at /)
})

test('a database that is not there is said, without its password', async () => {
  const said = await complaint({
    DATABASE_URL: 'postgresql://guildhall:hunter2@127.0.0.1:9/guildhall',
    LOG_LEVEL: 'error',
  })
  expect(said).toContain('DATABASE_URL')
  expect(said).not.toMatch(/\n\s+at |hunter2/)
})
