import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from './page-content.ts'
import type { PurgeLog } from './purge-log.ts'

/** A page that is being made: one for all who ask meanwhile. */
interface Flight {
  /** The time in the purge log at which it began. */
  began: number
  landing: Promise<Landing>
}

interface Landing {
  page: Page
  /** When something that it shows was purged last. */
  purged: number
}

/** Makes a page; gets the time in the purge log at which it begins. Never throws at once. */
type Make = (began: number) => Promise<Page>

/** A render that took too long; those who waited are let go, and the next one to ask starts another. */
export class RenderTimeoutError extends Error {
  override name = 'RenderTimeoutError'
}

/**
 * The stampede lock: however many ask for a key at once, `make` runs once. Nobody who asks after a purge gets what was
 * begun before it; all of those share the next one.
 */
export function createFlights(purges: PurgeLog) {
  const flights = new Map<string, Flight>()

  async function land(began: number, make: Make): Promise<Landing> {
    try {
      const page = await make(began)
      return { page, purged: purges.lastPurge(page.tags) }
    } finally {
      purges.end()
    }
  }

  function start(key: string, make: Make): Flight {
    const began = purges.begin()
    const landing = land(began, make).finally(() => flights.delete(key))
    const flight = { began, landing }
    flights.set(key, flight)
    return flight
  }

  return {
    has: (key: string) => flights.has(key),
    /**
     * The page, made by this call or another. A page that only its maker may have is made again, for this caller alone.
     * Rejects for all with what `make` throws.
     */
    async join(key: string, make: Make): Promise<{ page: Page; waited: boolean }> {
      const arrived = purges.now()
      for (let waited = false; ; waited = true) {
        const flight = flights.get(key)
        if (!flight) return { page: (await start(key, make).landing).page, waited }
        const { page, purged } = await flight.landing
        if (!page.shareable) return { page: (await land(purges.begin(), make)).page, waited: true }
        if (flight.began >= arrived || purged <= flight.began) return { page, waited: true }
      }
    },
  }
}

/** What `promise` gives, or RenderTimeoutError after `ms`. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  const timer = new AbortController()
  const late = wait(ms, undefined, { signal: timer.signal, ref: false }).then(() => {
    throw new RenderTimeoutError(`A page took longer than ${ms} ms to render`)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    timer.abort()
    late.catch(() => undefined)
  }
}
