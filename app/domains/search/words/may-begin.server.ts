import { sql, type Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'

/** Scripts that are written without spaces: their text is kept in pairs of characters, of which one alone is a beginning. */
const ONE_OF_A_RUN = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]$/u
/** So few letters begin everything. */
const SHORTEST = 3

/**
 * Whether a word may be the beginning of others rather than one itself: it is none of those that stand in several posts under
 * the rules. Cheap, so that a question of known words that stand nowhere together pays nothing for it.
 */
export async function mayBegin(db: Kysely<DB>, word: string, ruleIds: readonly number[]): Promise<boolean> {
  if (ONE_OF_A_RUN.test(word)) return true
  if (word.length < SHORTEST) return false
  const { rows } = await sql<{ known: boolean }>`
    select exists (select from search_word
      where rule_id = any(${[...ruleIds]}::int[]) and word = btrim(search_fold(${word}::text))) as known`.execute(
    db,
  )
  return !rows[0]?.known
}
