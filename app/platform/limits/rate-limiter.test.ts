import { pino } from 'pino'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { startRedis, withoutRedis } from '../bus/redis-for-tests.ts'
import { systemClock } from '../clock.ts'
import { createRateLimiter, type RateLimiter } from './rate-limiter.ts'

const log = pino({ level: 'silent' })
/** Grows back so slowly that no test sees it. */
const ten = { burst: 10, perSecond: 0.001 }

test('without Redis it counts in the process, and nothing to charge is no refusal', async () => {
  const limiter = createRateLimiter({ clock: systemClock, log })
  const taken = await Promise.all(Array.from({ length: 12 }, () => limiter.take([{ key: 'a', ...ten }])))
  expect(taken.filter((wait) => wait === 0)).toHaveLength(10)
  expect(await limiter.take([])).toBe(0)
})

describe.skipIf(withoutRedis)('with Redis', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>
  let direct: Redis
  const open: RateLimiter[] = []

  beforeAll(async () => {
    redis = await startRedis()
  })
  beforeEach(async () => {
    direct = new Redis(redis.url)
    direct.on('error', () => undefined)
    await direct.flushall()
  })
  afterEach(() => {
    direct.disconnect()
    open.splice(0).forEach((limiter) => limiter.close())
  })
  afterAll(() => redis.kill())

  /** The limiter of a process of its own, once Redis has heard of it. */
  async function process({ namespace = 'test', patienceMs = 5_000 } = {}) {
    const limiter = createRateLimiter({
      clock: systemClock,
      log,
      redis: { url: redis.url, namespace, patienceMs },
    })
    open.push(limiter)
    const probe = `probe ${open.length}`
    await vi.waitFor(
      async () => {
        await limiter.take([{ key: probe, ...ten }])
        expect(await direct.exists(`${namespace}:limits:${probe}`)).toBe(1)
      },
      { timeout: 10_000 },
    )
    return { take: (key: string) => limiter.take([{ key, ...ten }]), limiter }
  }

  test('several processes count together, whatever they ask at the same moment', async () => {
    const all = [await process(), await process(), await process()]
    const stranger = await process({ namespace: 'another community' })
    const waits = await Promise.all(Array.from({ length: 60 }, (_, n) => all[n % 3]!.take('a')))
    expect(waits.filter((wait) => wait === 0)).toHaveLength(10)
    expect(Math.min(...waits.filter((wait) => wait > 0))).toBeGreaterThan(900_000)
    expect(await stranger.take('a')).toBe(0)
  })

  test('takes from all allowances or from none', async () => {
    const { limiter } = await process()
    const own = { key: 'own', ...ten, burst: 2 }
    const all = { key: 'all', ...ten, burst: 1 }
    expect(await limiter.take([own, all])).toBe(0)
    for (let n = 0; n < 5; n++) expect(await limiter.take([own, all])).toBeGreaterThan(0)
    expect(await limiter.take([own])).toBe(0)
    expect(await limiter.take([own])).toBeGreaterThan(0)
  })

  test('what was used grows back by the clock of Redis, and what is whole again leaves no key', async () => {
    const { take } = await process()
    for (let n = 0; n < 10; n++) await take('a')
    const key = 'test:limits:a'
    // As if three had grown back, a thousand seconds each.
    await direct.set(key, Number(await direct.get(key)) - 3_000_000, 'KEEPTTL')
    const waits = [await take('a'), await take('a'), await take('a'), await take('a')]
    expect(waits.map((wait) => wait === 0)).toEqual([true, true, true, false])
    expect(await direct.pttl(key)).toBeGreaterThan(9_900_000)
    expect(await direct.pttl(key)).toBeLessThanOrEqual(10_000_000)
  })

  test('a value that lies far ahead locks nobody out for longer than a whole allowance takes', async () => {
    const { take } = await process()
    await direct.set('test:limits:a', Date.now() + 1e12)
    expect(await take('a')).toBeLessThanOrEqual(1_000_000)
  })

  test('frozen, gone and back: each process goes on with limits of its own, then they count together again', async () => {
    const all = [await process({ patienceMs: 500 }), await process({ patienceMs: 500 })]
    const allowed = async (key: string) => {
      const waits = await Promise.all(Array.from({ length: 40 }, (_, n) => all[n % 2]!.take(key)))
      return waits.filter((wait) => wait === 0).length
    }
    expect(await allowed('before')).toBe(10)
    redis.freeze()
    expect(await allowed('frozen')).toBe(20)
    redis.thaw()
    await redis.kill()
    expect(await allowed('gone')).toBe(20)
    await redis.start()
    let round = 0
    await vi.waitFor(async () => expect(await allowed(`back ${round++}`)).toBe(10), {
      timeout: 15_000,
      interval: 200,
    })
  })
})
