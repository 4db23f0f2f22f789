import { setTimeout as wait } from 'node:timers/promises'
import { sql, type Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { Platform } from '#app/platform/create-platform.ts'
import { faultOf, isMeilisearchFault } from '#app/platform/meilisearch/errors.ts'
import { createMeilisearch } from '#app/platform/meilisearch/meilisearch.ts'
import type { Metrics } from '#app/platform/metrics.ts'
import { createIndexFinder, type IndexFinder } from './meilisearch/index-finder.server.ts'
import { withIndexLock } from './meilisearch/index-lock.server.ts'
import { indexPosts, type IndexProgress } from './meilisearch/index-posts.server.ts'
import { postIndexNames } from './meilisearch/post-index.ts'
import { createPostSource } from './meilisearch/post-source.server.ts'
import { createStanding, type Standing, type StandingReport } from './meilisearch/standing.server.ts'

/** Milliseconds that a job indexes before it lets others on: what is left is the next one's. */
const SLICE = 5_000
/** Milliseconds until the lock is tried again. */
const LOCK_PAUSE = 200

/** The index in Meilisearch: how it stands, how it is kept, and what finds in it. */
export type SearchIndex = {
  standing: Standing
  finder: IndexFinder
  /** One slice of what there is to do: follow what changed, build what must be built. For the job; never throws for Meilisearch's faults. */
  work(signal?: AbortSignal): Promise<void>
  /** Builds a new index beside the one in use and puts it in its place; goes on with one that was begun. */
  rebuild(options: { onProgress: (progress: IndexProgress) => void; signal: AbortSignal }): Promise<void>
}

type Parts = Pick<Platform, 'db' | 'clock' | 'log' | 'metrics' | 'namespace' | 'env'>

/** The index at MEILI_URL, or null without one. Connects when it is first asked. */
export function createSearchIndex({ db, clock, log, metrics, namespace, env }: Parts): SearchIndex | null {
  if (!env.MEILI_URL) return null
  const server = createMeilisearch({ url: env.MEILI_URL, key: env.MEILI_KEY })
  const source = createPostSource(db.kysely)
  const deps = { server, source, namespace, clock }
  const standing = createStanding({
    ...deps,
    log,
    onLook: (report) => {
      tell(metrics, report)
      // Who searches finds out that the index is behind: it is told to those who keep it.
      if (report.behind > 0) void wakeIndexer(db.kysely).catch(() => undefined)
    },
    onBack: () => void wakeIndexer(db.kysely).catch(() => undefined),
  })
  let lastFault: string | null = null

  return {
    standing,
    finder: createIndexFinder(server, source, postIndexNames(namespace).live),
    async work(signal) {
      try {
        let more = false
        await withIndexLock(db.pool, async () => {
          const outcome = await indexPosts(
            { ...deps, ...(signal ? { signal } : {}) },
            { milliseconds: SLICE },
          )
          more = outcome.more
        })
        if (lastFault) log.info('The search index is kept up to date again')
        lastFault = null
        if (more) await wakeIndexer(db.kysely)
      } catch (error) {
        if (!isMeilisearchFault(error)) throw error
        const fault = faultOf(error)
        metrics.searchFaults.inc()
        if (fault !== lastFault)
          log.warn({ reason: fault }, 'The search index could not be brought up to date')
        lastFault = fault
      }
      await standing.look()
    },
    async rebuild({ onProgress, signal }) {
      let rebuild = true
      for (let more = true; more; rebuild = false) {
        const work = async () => {
          const outcome = await indexPosts({ ...deps, onProgress, signal }, { milliseconds: SLICE, rebuild })
          more = outcome.more
        }
        // The running server holds the lock for a slice of its own at most.
        while (!(await withIndexLock(db.pool, work))) await wait(LOCK_PAUSE, undefined, { signal })
      }
      await wakeIndexer(db.kysely)
    },
  }
}

/** Queues a look at what changed: one job, however often it is asked for. */
export async function wakeIndexer(db: Kysely<DB>): Promise<void> {
  await sql`
    select graphile_worker.add_job('index-posts', job_key := 'index-posts', queue_name := 'index-posts')`.execute(
    db,
  )
}

function tell(metrics: Metrics, { away, behind, behindSeconds, setAside }: StandingReport): void {
  metrics.search.set({ what: 'healthy' }, away === null ? 1 : 0)
  metrics.search.set({ what: 'behind_documents' }, behind)
  metrics.search.set({ what: 'behind_seconds' }, behindSeconds)
  metrics.search.set({ what: 'set_aside_documents' }, setAside.length)
}
