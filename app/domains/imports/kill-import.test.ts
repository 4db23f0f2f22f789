import { expect, it } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { importDiscourse } from './import-discourse.server.ts'
import { temporaryFolder } from './testing/bad-archives.ts'
import { hashImported } from './testing/import-checks.ts'
import { importAndKill, type KillPoint } from './testing/kill-import.ts'
import { writeManyTopics } from './testing/many-topics.ts'

const whole = await testDatabase()
const killed = await testDatabase()

const POINTS: KillPoint[] = [
  { phase: 'reading', times: 50 },
  // The first report of this phase comes before the first batch.
  { phase: 'writing', times: 1 },
  { phase: 'writing', times: 2 },
  { phase: 'writing', times: 3 },
  { phase: 'counting', times: 1 },
]

it(
  'goes on after kill -9 at any point, to what an import in one go makes',
  { timeout: 120_000 },
  async () => {
    const folder = await temporaryFolder()
    await writeManyTopics(folder, 70)
    const site = { siteOrigin: 'https://community.example' }
    const once = await importDiscourse({ db: whole, ...site }, folder)

    for (const point of POINTS) expect(await importAndKill(killed, folder, point)).toBe(true)
    const { counts, losses, resumed } = await importDiscourse({ db: killed, ...site }, folder)

    expect({ counts, losses, resumed }).toEqual({ counts: once.counts, losses: once.losses, resumed: true })
    expect(await hashImported(killed.pool)).toEqual(await hashImported(whole.pool))
    const { rows } = await killed.pool.query(
      'select count(*)::int as runs, count(finished_at)::int as finished from import_run',
    )
    expect(rows).toEqual([{ runs: 1, finished: 1 }])
  },
)
