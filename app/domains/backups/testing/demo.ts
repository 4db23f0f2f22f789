import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { createBus } from '#app/platform/bus/bus.ts'
import { parseEnv } from '#app/platform/env.ts'
import { seedDemo } from '#prisma/seed/seed-demo.ts'
import { quietLog } from '#tests/support/quiet-log.ts'
import type { TestDatabase } from '#tests/support/database.ts'

/** Fills a test's database with the demo community. */
export async function moveDemoIn(db: TestDatabase): Promise<void> {
  const bus = createBus({ url: db.url, pool: db.pool, log: quietLog })
  await bus.ready()
  const env = parseEnv({ PUBLIC_URL: 'https://tarnmoor.example' })
  await seedDemo({ db, bus, env, now: new Date('2026-11-19T18:30:00Z') })
  await bus.close()
}

/** A folder that is gone when the file's tests are. */
export async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-backup-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return folder
}
