import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** Everything that `/metrics` tells, in one registry of its own (no global state, so tests can have many). */
export type Metrics = ReturnType<typeof createMetrics>

export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Counter({
      name: 'guildhall_http_requests_total',
      help: 'Answers by method, route kind and status class',
      labelNames: ['method', 'kind', 'status'] as const,
      registers: [registry],
    }),
    duration: new Histogram({
      name: 'guildhall_http_request_seconds',
      help: 'Time to answer, by kind',
      labelNames: ['kind'] as const,
      buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [registry],
    }),
    jobs: new Counter({
      name: 'guildhall_jobs_total',
      help: 'Jobs by task and outcome',
      labelNames: ['task', 'outcome'] as const,
      registers: [registry],
    }),
    pages: new Gauge({
      name: 'guildhall_page_cache',
      help: 'The cache of visitor pages since the start: answers by kind, renders, purges; and what it holds now',
      labelNames: ['what'] as const,
      registers: [registry],
    }),
    search: new Gauge({
      name: 'guildhall_search_index',
      help: 'The index in Meilisearch at the last look: healthy (0 or 1), and how far it is behind the database',
      labelNames: ['what'] as const,
      registers: [registry],
    }),
    searchFallbacks: new Counter({
      name: 'guildhall_search_fallbacks_total',
      help: 'Searches that PostgreSQL answered because Meilisearch did not',
      registers: [registry],
    }),
    searchFaults: new Counter({
      name: 'guildhall_search_index_faults_total',
      help: 'Attempts to bring the index up to date that Meilisearch made fail',
      registers: [registry],
    }),
    cards: new Counter({
      name: 'guildhall_cards_total',
      help: 'Share pictures that were drawn, or could not be',
      labelNames: ['outcome'] as const,
      registers: [registry],
    }),
    refusals: new Counter({
      name: 'guildhall_refusals_total',
      help: 'Requests that a limit refused: because of what one asker did (own) or of everybody (all)',
      labelNames: ['limit', 'because'] as const,
      registers: [registry],
    }),
    pool: new Gauge({
      name: 'guildhall_db_pool',
      help: 'Database connections by state',
      labelNames: ['state'] as const,
      registers: [registry],
    }),
  }
}
