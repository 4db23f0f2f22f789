import { createCircuitBreaker } from '#app/platform/circuit-breaker.ts'
import type { Clock } from '#app/platform/clock.ts'
import type { Log } from '#app/platform/log.ts'
import { faultOf } from '#app/platform/meilisearch/errors.ts'
import type { Meilisearch } from '#app/platform/meilisearch/meilisearch.ts'
import { readCursor, type IndexCursor } from './index-cursor.ts'
import { createLag } from './lag.ts'
import { postIndexNames } from './post-index.ts'
import type { PostSource } from './post-source.ts'

/** What is known of Meilisearch: what metrics and the doctor tell. */
export type StandingReport = {
  /** Null when it answers searches; otherwise why PostgreSQL does. */
  away: string | null
  /** Changes that the index does not have yet (counted up to MOST_BEHIND), and for how long, in seconds. */
  behind: number
  behindSeconds: number
  setAside: IndexCursor['setAside']
}

export type Standing = {
  /** Whether to ask it now. Waits only for the first look of the process. */
  isUp(): Promise<boolean>
  /** A search got no answer: nobody is asked to wait again until a look found it well. */
  failed(reason: string): void
  /** Looks now (or joins a look under way) and answers with what it found. Never throws. */
  look(): Promise<StandingReport>
}

/** Milliseconds: how long a look waits for each answer, how old a good one may be, and the pause after a bad one. */
const PATIENCE = 300
const FRESH = 5_000
const PAUSE = 2_000
/** An index that is further behind answers with yesterday's news: PostgreSQL is the better one then. */
const MOST_BEHIND = 5_000
const MOST_BEHIND_SECONDS = 60

type Options = {
  server: Pick<Meilisearch, 'readDocument' | 'search'>
  source: Pick<PostSource, 'database' | 'horizon' | 'behind'>
  namespace: string
  clock: Clock
  log: Pick<Log, 'info' | 'warn'>
  /** Called after each look. */
  onLook: (report: StandingReport) => void
  /** Called when it is well again. */
  onBack: () => void
}

/**
 * Knows whether Meilisearch may be asked. Looks are made beside the searches, which never wait for one but the first; a look
 * reads how far the index is and searches it, so that a server which only pretends to live is found out.
 */
export function createStanding({ server, source, namespace, clock, log, onLook, onBack }: Options): Standing {
  const { live } = postIndexNames(namespace)
  const breaker = createCircuitBreaker(clock, { failures: 1, pauseMs: PAUSE })
  const lag = createLag(clock)
  let known: StandingReport | null = null
  let lookedAt = 0
  let looking: Promise<StandingReport> | null = null

  const settle = (report: StandingReport) => {
    const before = known
    known = report
    if (report.away === null) {
      breaker.succeeded()
      if (before?.away) {
        log.info('Meilisearch answers searches again')
        onBack()
      }
    } else {
      breaker.failed()
      if (before?.away !== report.away)
        log.warn({ reason: report.away }, 'Meilisearch does not answer searches: PostgreSQL does')
    }
    onLook(report)
    return report
  }

  const examine = async (): Promise<StandingReport> => {
    const unknown = { behind: 0, behindSeconds: 0, setAside: [] }
    try {
      const cursor = await readCursor(server, live, PATIENCE)
      if (!cursor || cursor.database !== (await source.database()))
        return { ...unknown, away: 'its index is not built yet' }
      const behind = await source.behind(cursor, MOST_BEHIND + 1)
      const behindSeconds = lag.secondsAt(cursor.changed, behind === 0, await source.horizon())
      const report = { behind, behindSeconds, setAside: cursor.setAside }
      if (behind > MOST_BEHIND || behindSeconds > MOST_BEHIND_SECONDS)
        return { ...report, away: 'its index is too far behind' }
      await server.search(live, PROBE, PATIENCE)
      return { ...report, away: null }
    } catch (error) {
      return { ...unknown, away: faultOf(error) }
    }
  }

  const look = () => {
    looking ??= examine()
      .then(settle)
      .finally(() => {
        looking = null
        lookedAt = performance.now()
      })
    return looking
  }

  return {
    look,
    async isUp() {
      if (!known) return (await look()).away === null
      if (known.away === null) {
        if (performance.now() - lookedAt > FRESH) void look()
        return true
      }
      if (breaker.allows()) void look()
      return false
    },
    failed(reason) {
      if (known?.away === null) settle({ ...known, away: reason })
    },
  }
}

/** Costs next to nothing, and goes the way of every search: no rule is satisfied, so nothing is found. */
const PROBE = {
  q: 'a',
  filter: { attribute: 'rule_id', in: [] },
  distinct: 'thread_id',
  retrieve: ['thread_id'],
  words: 'all' as const,
  page: 1,
  perPage: 1,
}
