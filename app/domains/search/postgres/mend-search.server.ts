import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from '#app/platform/db/database.ts'
import { transaction } from '#app/platform/db/transaction.ts'
import { countWords } from '../words/count-words.server.ts'
import { openSearchExaminer } from './examine-search.server.ts'

/** Posts that are looked at, and such that are written, at once: a bound on memory, and on how long a writer waits. */
const LOOKED_AT = 1_000
const MENDED = 100
/** How often a post is tried that somebody is writing, and the milliseconds between. */
const TRIES = 50
const PAUSE = 200

type Options = {
  onProgress: (progress: { done: number; total: number }) => void
  signal: AbortSignal
  /** Posts that are looked at, at once. */
  batch?: number
}

/** `wrong` posts were not as they should be; `left` of them are so still, because somebody was writing them all the time. */
export type SearchReport = { looked: number; wrong: number; left: number }

/** Looks at every post whether the search has it as it should. Changes nothing. */
export function checkSearch(db: Database, options: Options): Promise<SearchReport> {
  return walk(db, options, (wrong) => Promise.resolve(wrong.length))
}

/**
 * Makes what is searched what it should be, beside readers and writers: only posts that are wrong are written, in small
 * transactions, so nothing is ever missing that was there. May be killed at any moment and run again. Then the words for
 * spelling are counted anew.
 */
export async function mendSearch(db: Database, options: Options): Promise<SearchReport> {
  const report = await walk(db, options, async (wrong, wrongOf) => {
    let left = wrong
    for (let tries = 0; left.length > 0 && tries < TRIES; tries++) {
      if (tries > 0) await wait(PAUSE, undefined, { signal: options.signal })
      for (let from = 0; from < left.length; from += MENDED) {
        options.signal.throwIfAborted()
        await mend(db, left.slice(from, from + MENDED))
      }
      left = await wrongOf(left)
    }
    return left.length
  })
  await countWords(db)
  return report
}

/** Walks through all posts by id; `treat` gets those that are wrong and answers how many stay so. */
async function walk(
  db: Database,
  { onProgress, signal, batch = LOOKED_AT }: Options,
  treat: (wrong: number[], wrongOf: (ids: readonly number[]) => Promise<number[]>) => Promise<number>,
): Promise<SearchReport> {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from post`.execute(db.kysely)
  const total = rows[0]?.total ?? 0
  const report: SearchReport = { looked: 0, wrong: 0, left: 0 }
  const examiner = await openSearchExaminer(db.pool)
  try {
    for (let after = 0; ;) {
      signal.throwIfAborted()
      onProgress({ done: Math.min(report.looked, total), total })
      const found = await examiner.next(after, batch)
      if (!found) return report
      report.looked += found.looked
      report.wrong += found.wrong.length
      if (found.wrong.length > 0) report.left += await treat(found.wrong, examiner.wrongOf)
      after = found.last
    }
  } finally {
    examiner.close()
  }
}

/**
 * Writes the rows of these posts, except those that somebody is changing: what was read before a change must not be written
 * after it. Locks are only taken where they are free, so that nobody waits in a circle.
 */
async function mend(db: Database, ids: readonly number[]): Promise<void> {
  await transaction(db, async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx)
    // Keeps away new posts, tags and titles, which lock the thread or refer to it.
    const threads = await sql<{ id: number }>`
      select id from thread where id in (select thread_id from post where id = any(${[...ids]}::int[]))
      order by id for update skip locked`.execute(tx)
    const posts = await sql<{ id: number }>`
      select id from post where id = any(${[...ids]}::int[]) and thread_id = any(${idsOf(threads)}::int[])
      order by id for share skip locked`.execute(tx)
    const orphans = await sql<{ id: number }>`
      select id from unnest(${[...ids]}::int[]) as one(id)
      where not exists (select from post where post.id = one.id)`.execute(tx)
    await sql`select search_put(${[...idsOf(posts), ...idsOf(orphans)]}::int[])`.execute(tx)
  })
}

const idsOf = ({ rows }: { rows: { id: number }[] }): number[] => rows.map(({ id }) => id)
