import { Redis } from 'ioredis'

/**
 * Does something with a Redis once, for commands: connects, works and leaves. Rejects within seconds where it is away or
 * does not answer.
 */
export async function withRedis<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 2_000,
    commandTimeout: 2_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  })
  let reason: Error | undefined
  redis.on('error', (error: Error) => (reason = error))
  try {
    await redis.connect()
    return await work(redis)
  } catch (error) {
    // The first one says why; what follows only says that the connection is closed.
    throw reason ?? error
  } finally {
    redis.disconnect()
  }
}

/** Null when Redis answers, or why it does not. */
export async function whyRedisIsAway(url: string): Promise<string | null> {
  try {
    await withRedis(url, (redis) => redis.ping())
    return null
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return code ?? message
  }
}
