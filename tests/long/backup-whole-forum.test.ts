import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { restoreBackup } from '#app/domains/backups/restore-backup.server.ts'
import { contentOf, schemaOf } from '#app/domains/backups/testing/content.ts'
import { runChild } from '#app/domains/backups/testing/run-child.ts'
import { writeBackup } from '#app/domains/backups/write-backup.server.ts'
import { importDiscourse } from '#app/domains/imports/import-discourse.server.ts'
import { createDiskStorage } from '#app/platform/storage/disk-storage.ts'
import { testDatabase } from '#tests/support/database.ts'
import { fixturesPath } from '#tests/support/fixtures.ts'
import { scratchFolder } from '#tests/support/scratch-folder.ts'

const archive = fixturesPath('data/discourse-archive.tar.gz')
const source = await testDatabase()
const target = await testDatabase()
const folder = await scratchFolder()
const storage = createDiskStorage({ folder: await scratchFolder() })

if (!archive)
  console.log('Left out: the backup of a real forum (no data/discourse-archive.tar.gz in GUILDHALL_FIXTURES)')

it.runIf(archive)('a whole forum restores to equal content, and bears kill -9 ten times before', async () => {
  await importDiscourse({ db: source, siteOrigin: 'https://community.example' }, archive ?? '')
  const path = join(folder, 'forum.tar.gz')
  let begun = performance.now()
  const manifest = await writeBackup({ url: source.url, storage, path, force: false })
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  const { size } = await stat(path)
  console.log(`Backup: ${rows} rows, ${megabytes(size)}, ${seconds(begun)}`)

  const empty = await contentOf(target)
  for (let round = 1; round <= 10; round++) {
    const killAt = { phase: round % 2 ? 'Restoring' : 'Indexing posts', times: round * 2 }
    const { end } = await runChild({ mode: 'restore', db: target, path, killAt })
    expect(end).toBe('SIGKILL')
    expect(await contentOf(target)).toEqual(empty)
  }

  begun = performance.now()
  await restoreBackup({ url: target.url, storage, path, replace: false })
  console.log(`Restore: ${seconds(begun)}`)
  expect(await contentOf(target)).toEqual(await contentOf(source))
  expect(await schemaOf(target)).toEqual(await schemaOf(source))
})

it('memory stays flat while content grows tenfold', async () => {
  const db = await testDatabase()
  const path = join(folder, 'large.tar.gz')
  // Text that no packer makes small.
  const grow = (rows: number) =>
    db.pool.query(
      `insert into setting (key, value) select 'large.' || g, to_jsonb((
         select string_agg(md5(g::text || i), '') from generate_series(1, 1000) i)) from generate_series(1, $1::int) g
       on conflict do nothing`,
      [rows],
    )
  const memory: number[] = []
  for (const rows of [1_000, 10_000]) {
    await grow(rows)
    const backup = await runChild({ mode: 'backup', db, path })
    const restore = await runChild({ mode: 'restore', db, path })
    expect([backup, restore]).toMatchObject([
      { end: '0', said: '' },
      { end: '0', said: '' },
    ])
    console.log(
      `${megabytes(rows * 32_000)} of rows: backup ${megabytes(backup.memory)}, restore ${megabytes(restore.memory)} of memory`,
    )
    memory.push(Math.max(backup.memory, restore.memory))
  }
  // Ten times the content is 288 MB more.
  expect(memory[1]! - memory[0]!).toBeLessThan(100e6)
})

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}

function seconds(begun: number): string {
  return `${((performance.now() - begun) / 1000).toFixed(1)} s`
}
