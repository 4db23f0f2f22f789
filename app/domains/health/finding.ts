import type { SearchIndex } from '#app/domains/search/search-index.server.ts'
import type { Clock } from '#app/platform/clock.ts'
import type { Database } from '#app/platform/db/database.ts'
import type { Env } from '#app/platform/env.ts'

/** One thing that was looked at; `says` tells what to do unless it is `ok`. */
export type Finding = { what: string; ok: boolean; says: string }

/** What is looked at; the services of a process are one. */
export type Patient = {
  env: Env
  clock: Clock
  db: Pick<Database, 'kysely' | 'pool'>
  /** Null without Meilisearch. */
  searchIndex: SearchIndex | null
}

/** What runs here. */
export type Installation = {
  version: string
  runtime: string
  /** Processes that hold a connection to this database as servers. */
  processes: number
}
