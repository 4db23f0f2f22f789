import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { restoreBackup } from '#app/domains/backups/restore-backup.server.ts'
import { contentOf, schemaOf } from '#app/domains/backups/testing/content.ts'
import { runChild } from '#app/domains/backups/testing/run-child.ts'
import { writeBackup } from '#app/domains/backups/write-backup.server.ts'
import { importDiscourse } from '#app/domains/imports/import-discourse.server.ts'
import { testDatabase } from '#tests/support/database.ts'
import { fixturesPath } from '#tests/support/fixtures.ts'
import { scratchFolder } from '#tests/support/scratch-folder.ts'

const archive = fixturesPath('data/discourse-archive.tar.gz')
const source = await testDatabase()
const target = await testDatabase()
const folder = await scratchFolder()

if (!archive)
  console.log('Left out: the backup of a real forum (no data/discourse-archive.tar.gz in GUILDHALL_FIXTURES)')

it.runIf(archive)('a whole forum restores to equal content, and bears kill -9 ten times before', async () => {
  await importDiscourse({ db: source, siteOrigin: 'https://community.example' }, archive ?? '')
  const path = join(folder, 'forum.tar.gz')
  let begun = performance.now()
  const rss = process.memoryUsage.rss()
  let most = rss
  const weigh = () => void (most = Math.max(most, process.memoryUsage.rss()))
  const manifest = await writeBackup({ url: source.url, path, force: false, onProgress: weigh })
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  const { size } = await stat(path)
  console.log(
    `Backup: ${rows} rows, ${megabytes(size)}, ${seconds(begun)}, memory ${megabytes(rss)} → ${megabytes(most)}`,
  )

  const empty = await contentOf(target)
  for (let round = 1; round <= 10; round++) {
    const killAt = { phase: round % 2 ? 'Restoring' : 'Indexing posts', times: round * 2 }
    const { end } = await runChild({ mode: 'restore', db: target, path, killAt })
    expect(end).toBe('SIGKILL')
    expect(await contentOf(target)).toEqual(empty)
  }

  begun = performance.now()
  await restoreBackup({ url: target.url, path, replace: false, onProgress: weigh })
  console.log(`Restore: ${seconds(begun)}, memory at most ${megabytes(most)}`)
  expect(await contentOf(target)).toEqual(await contentOf(source))
  expect(await schemaOf(target)).toEqual(await schemaOf(source))
})

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}

function seconds(begun: number): string {
  return `${((performance.now() - begun) / 1000).toFixed(1)} s`
}
