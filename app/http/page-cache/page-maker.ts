import { within } from './flights.ts'
import { type Page, sealPage } from './page-content.ts'
import type { PageCounts } from './page-counts.ts'
import type { PageStore } from './page-store.ts'
import { keyOf, type PageRequest, type RenderedPage, type RenderPage } from './page.ts'
import type { PurgeLog } from './purge-log.ts'
import type { SecondLevel } from './second-level.ts'

/** How long an aged page is sent while another one is being made. */
const STALE_MS = 10 * 60_000

interface Options {
  store: PageStore
  purges: PurgeLog
  counts: PageCounts
  /** Milliseconds. */
  now: () => number
  renderTimeoutMs: number
  secondLevel?: SecondLevel
}

/** Gets pages from the second level or the renderer, and keeps those that may be kept. */
export function createPageMaker({ store, purges, counts, now, renderTimeoutMs, secondLevel }: Options) {
  const isCurrent = (tags: readonly string[], began: number) => purges.lastPurge(tags) <= began

  function keep(key: string, page: Page, { freshFor, expiresAt }: RenderedPage, madeAt: number): boolean {
    const end = expiresAt?.getTime() ?? Infinity
    const freshUntil = Math.min(madeAt + freshFor * 1_000, end)
    if (!page.storable || end <= now()) return false
    store.put({ key, page, freshUntil, deadAt: Math.min(freshUntil + STALE_MS, end) })
    return true
  }

  /** A page of the second level that is still good, and the mark with which the next one is stored there. */
  async function fromSecondLevel(key: string, began: number): Promise<{ page?: Page; mark?: string }> {
    const found = await secondLevel?.get(key)
    if (!found) return {}
    const { mark, page: stored } = found
    if (!stored || !isFresh(stored, stored.madeAt) || !isCurrent(stored.tags, began)) return { mark }
    const page = await sealPage(stored, { at: stored.madeAt })
    if (!isCurrent(stored.tags, began)) return { mark }
    counts.secondLevelHits++
    keep(key, page, stored, stored.madeAt)
    return { page }
  }

  function isFresh({ freshFor, expiresAt }: RenderedPage, madeAt: number): boolean {
    return now() < Math.min(madeAt + freshFor * 1_000, expiresAt?.getTime() ?? Infinity)
  }

  async function run(request: PageRequest, render: RenderPage, shared: boolean): Promise<RenderedPage> {
    counts.renders++
    try {
      return await within(renderTimeoutMs, render(request, { shared }))
    } catch (error) {
      counts.renderErrors++
      throw error
    }
  }

  return {
    /** For all who ask; `began` is the time in the purge log at which this making began. */
    async make(request: PageRequest, render: RenderPage, began: number): Promise<Page> {
      const key = keyOf(request)
      const { mark, page: shared } = await fromSecondLevel(key, began)
      if (shared) return shared
      const madeAt = now()
      const rendered = await run(request, render, true)
      const before = store.peek(key)
      const page = await sealPage(rendered, { at: madeAt, ...(before ? { before: before.page } : {}) })
      if (!isCurrent(page.tags, began)) return page
      if (keep(key, page, rendered, madeAt)) {
        if (mark !== undefined) void secondLevel?.set(key, { ...rendered, madeAt }, mark)
      } else if (page.status < 500) {
        // What was there is no page for everybody any more; after a server error it still serves.
        const there = store.peek(key)
        if (there) store.remove(there)
      }
      return page
    },
    /** For one who asks. */
    async makeAlone(request: PageRequest, render: RenderPage): Promise<Page> {
      return sealPage({ ...(await run(request, render, false)), freshFor: 0 })
    },
  }
}
