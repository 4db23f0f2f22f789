import { Redis } from 'ioredis'

/**
 * Removes whatever the processes of a community share in Redis, such as finished pages of visitors. False when Redis
 * does not answer.
 */
export async function forgetShared(community: { namespace: string }, url: string): Promise<boolean> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 2_000,
    commandTimeout: 5_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  })
  redis.on('error', () => undefined)
  try {
    await redis.connect()
    let cursor = '0'
    do {
      const [next, keys] = await redis.scan(cursor, 'MATCH', `${community.namespace}:*`, 'COUNT', 500)
      if (keys.length > 0) await redis.unlink(...keys)
      cursor = next
    } while (cursor !== '0')
    return true
  } catch {
    return false
  } finally {
    redis.disconnect()
  }
}
