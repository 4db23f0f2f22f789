import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Bus, SqlRunner } from '#app/platform/bus/bus.ts'
import type { Clock } from '#app/platform/clock.ts'
import type { Log } from '#app/platform/log.ts'
import type { AudienceOf } from './audience.ts'
import { createBetterBrotli } from './better-brotli.ts'
import { createFlights } from './flights.ts'
import { pageAddress, splitAddress } from './page-address.ts'
import type { Page } from './page-content.ts'
import { noCounts, type PageCounts } from './page-counts.ts'
import { createPageMaker } from './page-maker.ts'
import { createPageStore, type Entry, type PageStore } from './page-store.ts'
import { keyOf, type PageRequest, type RenderPage, SITE_TAG } from './page.ts'
import { purgeMessages, readPurge } from './purge-messages.ts'
import { createPurgeLog } from './purge-log.ts'
import type { SecondLevel } from './second-level.ts'
import { sendPage, type Source } from './send-page.ts'

export type { PageRequest, RenderedPage, RenderPage } from './page.ts'
export { FOR_ANYBODY } from './page-content.ts'

const CHANNEL = 'pages'
const MIB = 1024 * 1024
/** After a failed refresh the aged page serves this long before the next attempt. */
const RETRY_MS = 5_000
const nothing: readonly string[] = []

export interface PageCacheOptions {
  bus: Pick<Bus, 'publish' | 'subscribe' | 'onReset'>
  log: Pick<Log, 'warn'>
  clock: Clock
  audienceOf: AudienceOf
  /** The names of the query parameters that pages depend on; a request with any other goes past the cache. */
  parameters: readonly string[]
  maxBytes?: number
  maxEntryBytes?: number
  renderTimeoutMs?: number
  secondLevel?: SecondLevel
}

/** Whole pages for visitors, ready to be sent. See README.md of this room. */
export interface PageCache {
  /**
   * The fast lane: answers from memory and returns true, or does nothing and returns false. Runs before anything else.
   * `extra` is a flat list (name, value, …) of headers for this answer alone, such as its request id.
   */
  tryServe(req: IncomingMessage, res: ServerResponse, extra?: readonly string[]): boolean
  /** Whether `serve` is for this request: one to read, without credentials. All others are for the rest of the app. */
  takes(req: IncomingMessage): boolean
  /**
   * Answers with the page, calling `render` unless it is there or being made. `render` must make the page of what it is
   * given alone, and not stop when this client goes away: others may wait for it. What is not for the cache (an unknown
   * parameter, a doubtful spelling of the address) is rendered for this request alone. Rejects with what `render`
   * throws, for all who waited, and answers nothing then.
   */
  serve(
    req: IncomingMessage,
    res: ServerResponse,
    render: RenderPage,
    extra?: readonly string[],
  ): Promise<void>
  /**
   * Drops the pages with any of the tags in every process (`site`: all). In a transaction: when it commits; then await
   * `bus.caughtUp()` before answering. Without: here at once, elsewhere in a moment.
   */
  purge(tags: readonly string[], tx?: SqlRunner): Promise<void>
  /** Drops all pages of this process and of the second level. */
  clear(): void
  /** Counts since the start, and what memory holds now. */
  stats(): PageCacheStats
  /** Stops listening to the bus. */
  close(): void
}

export type PageCacheStats = ReturnType<PageStore['stats']> & PageCounts

interface Exchange {
  req: IncomingMessage
  res: ServerResponse
  extra: readonly string[]
}

const isRead = ({ method }: IncomingMessage) => method === 'GET' || method === 'HEAD'

/** Opens an empty cache that listens to the bus. */
export function createPageCache(options: PageCacheOptions): PageCache {
  const { bus, log, clock, audienceOf, secondLevel } = options
  const { maxBytes = 64 * MIB, maxEntryBytes = 2 * MIB, renderTimeoutMs = 15_000 } = options
  const parameters = new Set(options.parameters)
  const store = createPageStore({ maxBytes, maxEntryBytes })
  const purges = createPurgeLog()
  const flights = createFlights(purges)
  const brotlis = createBetterBrotli(store.weigh)
  const counts = noCounts()
  const now = () => clock.now().getTime()
  const maker = createPageMaker({
    store,
    purges,
    counts,
    now,
    renderTimeoutMs,
    ...(secondLevel ? { secondLevel } : {}),
  })

  function pageRequest(req: IncomingMessage): PageRequest | null {
    if (!isRead(req)) return null
    const audience = audienceOf(req.headers)
    const address = audience && pageAddress(req.url ?? '', parameters)
    return address && { ...address, ...audience }
  }

  function asItCame(req: IncomingMessage): PageRequest {
    const audience = audienceOf(req.headers) ?? audienceOf({})
    if (!audience) throw new Error('There must be an audience for those who send nothing')
    return { ...splitAddress(req.url ?? '/'), ...audience }
  }

  /** The entry of a request; the address as it came is tried first, because it mostly is the canonical one. */
  function find(req: IncomingMessage): Entry | undefined {
    if (!isRead(req)) return undefined
    const audience = audienceOf(req.headers)
    if (!audience) return undefined
    const entry = store.peek(`${audience.locale} ${audience.theme} ${req.url}`)
    if (entry) return entry
    const address = pageAddress(req.url ?? '', parameters)
    return address ? store.peek(keyOf({ ...address, ...audience })) : undefined
  }

  function send({ req, res, extra }: Exchange, page: Page, source: Source) {
    if (sendPage(req, res, page, source, extra, now()) === 304) counts.notModified++
  }

  function sendEntry(exchange: Exchange, entry: Entry, source: Source) {
    store.use(entry)
    const { identity } = entry.page.variants
    send(exchange, entry.page, source)
    // Unzipped for this client and kept.
    if (entry.page.variants.identity !== identity) store.weigh(entry)
    brotlis.consider(entry)
  }

  /** Makes an aged page anew while it is still being sent. */
  async function refresh({ key }: Entry, request: PageRequest, render: RenderPage): Promise<void> {
    const failed = (details: object) =>
      log.warn({ ...details, key }, 'A page could not be made anew; it is sent as it was')
    try {
      const { page } = await flights.join(key, (began) => maker.make(request, render, began))
      if (page.status >= 500) failed({ status: page.status })
    } catch (error) {
      failed({ err: error })
    }
    const entry = store.peek(key)
    if (entry) entry.retryAt = now() + RETRY_MS
  }

  function drop(tags: readonly string[]): void {
    counts.purges++
    if (tags.includes(SITE_TAG)) return clear()
    purges.purge(tags)
    store.removeTagged(tags)
    void secondLevel?.purgeTags(tags)
  }

  function clear(): void {
    purges.purgeAll()
    store.clear()
    void secondLevel?.clear()
  }

  // Purges may have been missed since this community last ran.
  clear()
  const stops = [
    bus.subscribe(CHANNEL, (message, { own }) => {
      const { tags, done } = readPurge(message)
      if (!own || !done) drop(tags)
    }),
    bus.onReset(clear),
  ]

  function tryServe(req: IncomingMessage, res: ServerResponse, extra = nothing): boolean {
    const entry = find(req)
    if (!entry) return false
    const time = now()
    const aged = time >= entry.freshUntil
    if (aged && (time >= entry.deadAt || (time >= entry.retryAt && !flights.has(entry.key)))) return false
    counts[aged ? 'stale' : 'hits']++
    sendEntry({ req, res, extra }, entry, aged ? 'stale' : 'hit')
    return true
  }

  return {
    tryServe,
    takes: (req) => isRead(req) && audienceOf(req.headers) !== null,
    async serve(req, res, render, extra = nothing) {
      if (tryServe(req, res, extra)) return
      const request = pageRequest(req)
      if (!request) {
        counts.bypassed++
        send({ req, res, extra }, await maker.makeAlone(asItCame(req), render), 'bypass')
        return
      }
      const entry = store.peek(keyOf(request))
      if (entry && now() < entry.deadAt) {
        counts.stale++
        void refresh(entry, request, render)
        sendEntry({ req, res, extra }, entry, 'stale')
        return
      }
      counts.misses++
      const { page, waited } = await flights.join(keyOf(request), (began) =>
        maker.make(request, render, began),
      )
      if (waited) counts.waited++
      send({ req, res, extra }, page, 'miss')
    },
    async purge(tags, tx) {
      if (tags.length === 0) return
      if (!tx) drop(tags)
      for (const message of purgeMessages(tags, !tx)) await bus.publish(CHANNEL, message, tx)
    },
    clear,
    stats: () => ({ ...store.stats(), ...counts }),
    close: () => stops.forEach((stop) => stop()),
  }
}
