import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { makeMember } from '#tests/factories/content.ts'
import { testDatabase } from '#tests/support/database.ts'
import { moveDemoIn } from '#tests/support/demo.ts'
import { scratchFolder } from '#tests/support/scratch-folder.ts'
import { contentOf, schemaOf } from './testing/content.ts'
import { runChild } from './testing/run-child.ts'

const source = await testDatabase()
const target = await testDatabase()
const folder = await scratchFolder()
const path = join(folder, 'demo.tar.gz')

beforeAll(async () => {
  await moveDemoIn(source)
  await makeMember(target.kysely)
  expect(await runChild({ mode: 'backup', db: source, path })).toMatchObject({ end: '0', said: '' })
})

it.each([1, 12, 30])('a backup that is killed at report %i leaves the old file as it was', async (times) => {
  const old = await readFile(path)
  const killAt = { phase: 'Writing the backup', times }
  expect((await runChild({ mode: 'backup', db: source, path, killAt })).end).toBe('SIGKILL')
  expect(await readFile(path)).toEqual(old)
  expect(await runChild({ mode: 'backup', db: source, path })).toMatchObject({ end: '0', said: '' })
  expect(await readdir(folder)).toEqual(['demo.tar.gz'])
})

it('a backup for which the disk has no room says so and leaves nothing', async () => {
  const other = join(folder, 'other.tar.gz')
  const { end, said } = await runChild({ mode: 'backup', db: source, path: other, room: 20 * 1024 })
  expect(said).toMatch(/^The disk is full: .* Nothing was left behind\. Make room/)
  expect(end).toBe('1')
  expect(await readdir(folder)).toEqual(['demo.tar.gz'])
})

it.each([
  ['Checking the backup', 3],
  ['Restoring', 1],
  ['Restoring', 8],
  ['Comparing', 5],
  ['Indexing posts', 1],
  ['Indexing posts', 2],
])('a restore that is killed at “%s” (%i) leaves the old content', async (phase, times) => {
  const [content, schema] = [await contentOf(target), await schemaOf(target)]
  const run = await runChild({ mode: 'restore', db: target, path, killAt: { phase, times } })
  expect(run.end).toBe('SIGKILL')
  expect(await contentOf(target)).toEqual(content)
  expect(await schemaOf(target)).toEqual(schema)
})

it('is done by the next run', async () => {
  expect(await runChild({ mode: 'restore', db: target, path })).toMatchObject({ end: '0', said: '' })
  expect(await contentOf(target)).toEqual(await contentOf(source))
})
