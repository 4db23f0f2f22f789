import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from '#app/platform/env.ts'
import { createPlatform } from '#app/platform/create-platform.ts'
import { createLog } from '#app/platform/log.ts'
import { measureBrowser } from './browser.ts'
import { findBusyThread, makeReader } from './content.ts'
import { measureGrowth } from './growth.ts'
import { importArchive } from './import-archive.ts'
import { residentBytes, startGuildhall } from './processes.ts'
import { printReport, ms, type Row } from './report.ts'
import { measureMembers } from './members.ts'
import { measurePosting } from './posting.ts'
import { measureVisitors } from './visitors.ts'

// npm run bench: everything that QUALITY promises of speed so far, on the archive of a real forum (GUILDHALL_FIXTURES), and on
// a forum of a million posts.
// Timings depend on the machine: read the ratios. Nothing here fails a build.

const data = await mkdtemp(join(tmpdir(), 'guildhall-bench-'))
const rows: Row[] = []
try {
  rows.push(...(await importArchive(data)))

  const platform = await createPlatform(parseEnv({ GUILDHALL_DATA: data, LOG_LEVEL: 'error' }), {
    applicationName: 'guildhall bench',
    log: createLog({ level: 'error' }),
  })
  try {
    const thread = await findBusyThread(platform.db.kysely)
    const cookie = await makeReader(platform)
    const server = await startGuildhall(data)
    try {
      const memory = await residentBytes(server.url)
      rows.push({
        what: 'memory at idle after start',
        figure: `${Math.round(memory / 1e6)} MB`,
        beside: 'resident, the app alone',
        bar: '≤ 250 MB',
        holds: memory <= 250e6,
      })
      const first = performance.now()
      await (await fetch(server.url + thread)).arrayBuffer()
      rows.push({
        what: 'start to first page',
        figure: ms(server.startedMs + performance.now() - first),
        beside: 'node app/server.ts, built and migrated',
        bar: '≤ 4 s',
        holds: server.startedMs + performance.now() - first <= 4_000,
      })
      rows.push(...(await measureVisitors(server, thread)))
      rows.push(...(await measureMembers(server, thread, cookie)))
      rows.push(...(await measurePosting(platform, server)))
      rows.push(...(await measureBrowser(server.url, thread, cookie)))
    } finally {
      await server.stop()
    }
  } finally {
    await platform.close()
  }
  // Forums of a million posts take minutes to make: who measures often keeps them in a folder.
  rows.push(...(await measureGrowth(process.env['GUILDHALL_BENCH_FORUMS'] ?? data)))
} finally {
  await rm(data, { recursive: true, force: true })
}
printReport(rows)
