import pg from 'pg'

/** pg has these two; its types have not. */
type Unreferable = pg.Client & { ref(): void; unref(): void }

/** "postgres" and "presence", so that nobody else's advisory locks meet ours. */
const KEY = "x'70675f70726573'::bigint"

/**
 * One connection that says "a Guildhall process is using this server". It holds a shared advisory lock for as long as the
 * process lives, and the operating system gives it up with the process, whatever kills it.
 */
export interface Presence {
  /** Resolves when the server goes away without our doing. */
  lost: Promise<void>
  /** Gives up our own claim; true when nobody else has one. Until `leave`, nobody new gets in then. */
  isLast(): Promise<boolean>
  leave(): Promise<void>
}

/** Null while the server is starting, stopping or gone: try again. */
export async function announcePresence(url: string): Promise<Presence | null> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'guildhall presence',
  }) as Unreferable
  let leaving = false
  const lost = new Promise<void>((resolve) => {
    client.on('end', () => {
      if (!leaving) resolve()
    })
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(`SELECT pg_advisory_lock_shared(${KEY})`)
  } catch (error) {
    await client.end().catch(() => undefined)
    if (isPassing(error)) return null
    throw error
  }
  // An idle connection must not keep a finished command from ending.
  client.unref()
  return {
    lost,
    async isLast() {
      leaving = true
      client.ref()
      try {
        const { rows } = await client.query<{ last: boolean }>(
          `SELECT pg_advisory_unlock_shared(${KEY}), pg_try_advisory_lock(${KEY}) AS last`,
        )
        return rows[0]?.last === true
      } catch {
        return false
      }
    },
    async leave() {
      leaving = true
      client.ref()
      await client.end().catch(() => undefined)
    },
  }
}

/** Whether the server is only starting (57P03), stopping (57P01, 57P02), or not listening yet. */
function isPassing(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException
  if (code) return ['57P01', '57P02', '57P03', 'ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(code)
  return message === 'Connection terminated unexpectedly'
}
