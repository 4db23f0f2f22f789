import { createBus } from '#app/platform/bus/bus.ts'
import { parseEnv } from '#app/platform/env.ts'
import { seedDemo } from '#prisma/seed/seed-demo.ts'
import type { TestDatabase } from './database.ts'
import { quietLog } from './quiet-log.ts'

/** Fills a test's database with the demo community. */
export async function moveDemoIn(db: TestDatabase): Promise<void> {
  const bus = createBus({ url: db.url, pool: db.pool, log: quietLog })
  await bus.ready()
  const env = parseEnv({ PUBLIC_URL: 'https://tarnmoor.example' })
  await seedDemo({ db, bus, env, now: new Date('2026-11-19T18:30:00Z') })
  await bus.close()
}
