import { afterAll, expect, it } from 'vitest'
import { createBus } from '#app/platform/bus/bus.ts'
import { parseEnv } from '#app/platform/env.ts'
import { prepareQueue } from '#app/platform/jobs/jobs.ts'
import { seedDemo } from './seed-demo.ts'
import { testDatabase } from '#tests/support/database.ts'
import { quietLog } from '#tests/support/quiet-log.ts'

const db = await testDatabase()
const bus = createBus({ url: db.url, pool: db.pool, log: quietLog })
afterAll(() => bus.close())

it('leaves a community alone, and two at once write one demo', async () => {
  await prepareQueue(db.pool)
  await bus.ready()
  const deps = { db, bus, env: parseEnv({}), now: new Date() }
  const space = await db.prisma.space.create({ data: { slug: 'ours', name: 'Ours' } })
  expect(await seedDemo(deps)).toEqual({ outcome: 'occupied', spaces: 1, threads: 0 })
  expect(await db.prisma.setting.count()).toBe(0)

  await db.prisma.space.delete({ where: { id: space.id } })
  const both = await Promise.all([seedDemo(deps), seedDemo(deps)])
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['present', 'seeded'])
})
