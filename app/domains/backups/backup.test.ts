import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { createSessions } from '#app/domains/sessions/sessions.server.ts'
import { systemClock } from '#app/platform/clock.ts'
import { createDiskStorage } from '#app/platform/storage/disk-storage.ts'
import { makeMember } from '#tests/factories/content.ts'
import { testDatabase } from '#tests/support/database.ts'
import { moveDemoIn } from '#tests/support/demo.ts'
import { scratchFolder } from '#tests/support/scratch-folder.ts'
import { restoreBackup } from './restore-backup.server.ts'
import { contentOf, schemaOf } from './testing/content.ts'
import { writeBackup } from './write-backup.server.ts'

const source = await testDatabase()
const empty = await testDatabase()
const folder = await scratchFolder()
const storage = createDiskStorage({ folder: await scratchFolder() })
const path = join(folder, 'demo.tar.gz')

beforeAll(async () => {
  await moveDemoIn(source)
  const { accountId } = await makeMember(source.kysely)
  await createSessions({ db: source, clock: systemClock, https: false }).create(accountId)
  await writeBackup({ url: source.url, storage, path, force: false })
  await restoreBackup({ url: empty.url, storage, path, replace: false })
})

describe('a backup that is restored into an empty database', () => {
  it('brings equal content, and what is searched with it', async () => {
    const content = await contentOf(source)
    expect(Object.keys(content)).toEqual(expect.arrayContaining(['post', 'thread', 'account', 'search_post']))
    expect(await contentOf(empty)).toEqual(content)
  })

  it('leaves the schema as migrations make it: keys, triggers, sequences, ledger', async () => {
    expect(await schemaOf(empty)).toEqual(await schemaOf(source))
  })

  it('signs nobody in', async () => {
    const sessions = 'select count(*)::int as n from session'
    expect((await source.pool.query(sessions)).rows).toEqual([{ n: 1 }])
    expect((await empty.pool.query(sessions)).rows).toEqual([{ n: 0 }])
  })

  it('queues what was not handed on yet, and the news of the restore', async () => {
    const { rows } = await empty.pool.query(
      `select e.type, count(j.id)::int as jobs from outbox_event e
       left join graphile_worker._private_jobs j on (j.payload->>'id')::bigint = e.id group by 1 order by 1`,
    )
    expect(rows).toEqual([
      { type: 'backup.restored', jobs: 1 },
      { type: 'demo.seeded', jobs: 1 },
    ])
  })

  it('goes on with the next numbers', async () => {
    const ids = 'select max(id) as last from member'
    const last = (await empty.pool.query<{ last: number }>(ids)).rows[0]!.last
    expect((await makeMember(empty.kysely)).id).toBe(last + 1)
  })
})

describe('the file', () => {
  it('can be read by its owner alone', async () => {
    expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600')
  })

  it('is not replaced unless one says so, and nothing is left beside it', async () => {
    const before = await readFile(path)
    await expect(writeBackup({ url: source.url, storage, path, force: false })).rejects.toMatchObject({
      code: 'file_exists',
    })
    expect(await readFile(path)).toEqual(before)
    const forced = await writeBackup({ url: source.url, storage, path, force: true })
    expect(forced.tables.find(({ name }) => name === 'post')?.rows).toBeGreaterThan(100)
    expect(await readdir(folder)).toEqual(['demo.tar.gz'])
  })

  it.each([['.'], ['/dev/null'], ['missing/demo.tar.gz']])('is never %s', async (name) => {
    const target = name.startsWith('/') ? name : join(folder, name)
    await expect(writeBackup({ url: source.url, storage, path: target, force: true })).rejects.toMatchObject({
      hint: expect.stringMatching(/^(Choose|Name) /),
    })
  })

  it('is not there when one stops, and drafts of killed processes go with the next', async () => {
    const other = join(folder, 'other.tar.gz')
    await writeFile(join(folder, '.other.tar.gz.999999999.part'), 'of a killed process')
    const stop = new AbortController()
    const stopped = writeBackup({
      url: source.url,
      storage,
      path: other,
      force: false,
      signal: stop.signal,
      onProgress: ({ done }) => done > 100 && stop.abort(),
    })
    await expect(stopped).rejects.toMatchObject({ code: 'stopped' })
    expect(await readdir(folder)).toEqual(['demo.tar.gz'])
  })
})

it('is one moment of a database that is written to meanwhile', async () => {
  const busy = await testDatabase()
  const copy = await testDatabase()
  await moveDemoIn(busy)
  let writing = true
  // Each transaction writes to one of the first tables and to one of the last: half of it would be told.
  const writer = (async () => {
    for (let n = 0; writing; n++)
      await busy.pool.query(
        `with first as (insert into import_source (kind, origin) values ('busy', '${n}'))
         insert into tag (slug, name) values ('busy-${n}', 'Busy')`,
      )
  })()
  const file = join(folder, 'busy.tar.gz')
  await vi.waitFor(async () =>
    expect((await busy.pool.query(`select from tag where slug = 'busy-5'`)).rowCount).toBe(1),
  )
  await writeBackup({ url: busy.url, storage, path: file, force: false })
  writing = false
  await writer
  await restoreBackup({ url: copy.url, storage, path: file, replace: false })
  const count = `select (select count(*)::int from import_source where kind = 'busy') as a,
    (select count(*)::int from tag where name = 'Busy') as z`
  const { a, z } = (await copy.pool.query<{ a: number; z: number }>(count)).rows[0]!
  expect(a).toBe(z)
  expect(a).toBeGreaterThan(5)
})
