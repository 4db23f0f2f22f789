import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { makeTemplate, openHome, THREAD } from './reliability-home.ts'

// Whole processes start here.
vi.setConfig({ testTimeout: 60_000 })

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'guildhall-backups-'))
const { home } = await makeTemplate()
const other = openHome()

afterAll(async () => {
  await home.remove()
  await other.remove()
  rmSync(folder, { recursive: true, force: true })
})

type Outcome = { code: number; stdout: string; stderr: string }

/** `guildhall …` on a data folder, as an operator calls it. */
function guildhall(data: string, ...args: string[]): Promise<Outcome> {
  const { PATH = '', HOME = '' } = process.env
  return new Promise((done) => {
    const options = { cwd: root, env: { PATH, HOME, NODE_ENV: 'production' as const, GUILDHALL_DATA: data } }
    execFile(process.execPath, [join(root, 'app/cli.ts'), ...args], options, (error, stdout, stderr) =>
      done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr }),
    )
  })
}

test('a refused file leaves no data folder behind', async () => {
  const file = join(folder, 'letter.tar.gz')
  writeFileSync(file, 'no backup')
  const data = join(folder, 'new')
  const refused = await guildhall(data, 'restore', file)
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('letter.tar.gz') })
  expect(existsSync(data)).toBe(false)
})

test('a community moves from one data folder to another, by commands alone', async () => {
  const file = join(folder, 'community.tar.gz')
  const server = await home.start()
  const backup = await guildhall(home.data, 'backup', file)
  expect(backup).toMatchObject({ code: 0, stdout: expect.stringContaining(`${file} holds the community`) })
  expect(backup.stderr).toContain('Writing the backup')
  expect(statSync(file).mode & 0o777).toBe(0o600)

  const refused = await guildhall(home.data, 'restore', '--replace', file)
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('A server of Guildhall runs') })
  expect((await fetch(server.url + THREAD.path)).status).toBe(200)

  const restored = await guildhall(other.data, 'restore', file)
  expect(restored).toMatchObject({ code: 0, stdout: expect.stringContaining('The community is here') })
  const occupied = await guildhall(other.data, 'restore', file)
  expect(occupied).toMatchObject({ code: 1, stderr: expect.stringContaining('--replace') })

  const doctor = await guildhall(other.data, 'doctor')
  expect(doctor).toMatchObject({ code: 0, stdout: expect.stringMatching(/^ok {4}backup: .* 0 days ago$/m) })

  const there = await other.start()
  const page = await fetch(there.url + THREAD.path)
  expect(await page.text()).toContain(THREAD.words)
})
