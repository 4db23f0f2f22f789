import { sql, type Kysely } from 'kysely'
import type { Clock } from '#app/platform/clock.ts'
import type { DB } from '#app/platform/db/database.ts'
import { keepFor } from '#app/platform/kept-value.ts'

/** Milliseconds for which the languages are good: they change in weeks. */
const KEPT = 10 * 60_000
/** Languages of fewer of the newest posts than one in so many are guesses about single posts. */
const SHARE = 50

/** The languages that the newest posts are written in, the most frequent first; English where nothing is known yet. */
export function createLanguages(deps: { db: Kysely<DB>; clock: Clock }): () => Promise<readonly string[]> {
  return keepFor(deps.clock, KEPT, () => readLanguages(deps.db))
}

async function readLanguages(db: Kysely<DB>): Promise<readonly string[]> {
  const { rows } = await sql<{ language: string }>`
    select language from (select language from post order by id desc limit 2000) newest
    where language <> 'und' group by language
    having count(*) * ${SHARE} >= (select count(*) from (select from post limit 2000) known)
    order by count(*) desc limit 5`.execute(db)
  return rows.length > 0 ? rows.map((row) => row.language) : ['en']
}
