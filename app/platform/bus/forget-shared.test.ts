import { Redis } from 'ioredis'
import { describe, expect, test } from 'vitest'
import { forgetShared } from './forget-shared.ts'
import { startRedis, withoutRedis } from './redis-for-tests.ts'

describe.skipIf(withoutRedis)('what a community shares in Redis', () => {
  test('is removed, thousands of it, and nothing of another one', async () => {
    const redis = await startRedis()
    const client = new Redis(redis.url)
    for (let n = 0; n < 2_000; n++) await client.set(`guildhall:one:build:pages:${n}`, 'page')
    await client.set('guildhall:two:pages', 'page')
    expect(await forgetShared({ namespace: 'guildhall:one' }, redis.url)).toBe(true)
    expect(await client.keys('*')).toEqual(['guildhall:two:pages'])
    client.disconnect()
    await redis.kill()
  })
})

test('is not said to be removed where no Redis is', async () => {
  expect(await forgetShared({ namespace: 'guildhall:one' }, 'redis://127.0.0.1:1')).toBe(false)
})
