import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { type Bus, createBus, type JsonValue } from './bus.ts'
import { startRedis, withoutRedis } from './redis-for-tests.ts'

const { pool, url } = await testDatabase()
const log = pino({ level: 'silent' })

describe.skipIf(withoutRedis)('with Redis', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>
  const open: Bus[] = []

  beforeAll(async () => {
    redis = await startRedis()
  })
  afterEach(async () => {
    await Promise.all(open.splice(0).map((bus) => bus.close()))
  })
  afterAll(() => redis.kill())

  /** A process that hears over both, which is when two resets came: one for each transport. */
  async function openBus({ namespace = 'test', patienceMs = 5_000 } = {}) {
    const bus = createBus({ url, pool, log, redis: { url: redis.url, namespace, patienceMs } })
    open.push(bus)
    const heard: JsonValue[] = []
    let resets = 0
    bus.subscribe('test', (message) => heard.push(message))
    bus.onReset(() => resets++)
    await vi.waitFor(() => expect(resets).toBe(2), { timeout: 5_000 })
    return { bus, heard, resets: () => resets }
  }

  test('a message outside of a transaction goes over Redis, to every process once', async () => {
    const [one, two] = [await openBus(), await openBus()]
    const stranger = await openBus({ namespace: 'another community' })
    const outside = vi.spyOn(pool, 'query')
    await one.bus.publish('test', 'over Redis')
    expect(outside).not.toHaveBeenCalled()
    outside.mockRestore()
    await vi.waitFor(() => expect([one.heard, two.heard]).toEqual([['over Redis'], ['over Redis']]))
    expect(stranger.heard).toEqual([])
  })

  test('a message in a transaction goes with the commit', async () => {
    const [one, two] = [await openBus(), await openBus()]
    const client = await pool.connect()
    await client.query('begin')
    await one.bus.publish('test', 'in the transaction', client)
    await client.query('commit')
    client.release()
    await two.bus.caughtUp()
    expect(two.heard).toEqual(['in the transaction'])
  })

  test('a frozen Redis delays a message by the time-out at most; thawed, nobody hears it twice', async () => {
    const [one, two] = [await openBus({ patienceMs: 300 }), await openBus({ patienceMs: 300 })]
    redis.freeze()
    try {
      await one.bus.publish('test', 'while frozen')
      await two.bus.caughtUp()
      expect(two.heard).toEqual(['while frozen'])
    } finally {
      redis.thaw()
    }
    await vi.waitFor(
      async () => {
        await one.bus.publish('test', 'thawed')
        expect(two.heard.at(-1)).toBe('thawed')
      },
      { timeout: 10_000 },
    )
    expect(two.heard.filter((message) => message === 'while frozen')).toHaveLength(1)
  })

  test('a Redis that is gone is replaced by PostgreSQL; back again, everybody resets', async () => {
    const [one, two] = [await openBus(), await openBus()]
    await redis.kill()
    try {
      await one.bus.publish('test', 'without Redis')
      await two.bus.caughtUp()
      expect(two.heard).toEqual(['without Redis'])
    } finally {
      await redis.start()
    }
    await vi.waitFor(() => expect([one.resets(), two.resets()]).toEqual([3, 3]), { timeout: 10_000 })
    await one.bus.publish('test', 'with Redis')
    await vi.waitFor(() => expect(two.heard).toEqual(['without Redis', 'with Redis']))
  })
})
