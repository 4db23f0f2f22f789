import { withRedis } from './redis-once.ts'

/**
 * Removes whatever the processes of a community share in Redis, such as finished pages of visitors. False when Redis
 * does not answer.
 */
export async function forgetShared(community: { namespace: string }, url: string): Promise<boolean> {
  try {
    await withRedis(url, async (redis) => {
      let cursor = '0'
      do {
        const [next, keys] = await redis.scan(cursor, 'MATCH', `${community.namespace}:*`, 'COUNT', 500)
        if (keys.length > 0) await redis.unlink(...keys)
        cursor = next
      } while (cursor !== '0')
    })
    return true
  } catch {
    return false
  }
}
