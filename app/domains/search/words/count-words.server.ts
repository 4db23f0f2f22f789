import { sql } from 'kysely'
import type { Database } from '#app/platform/db/database.ts'
import { transaction } from '#app/platform/db/transaction.ts'

/** The newest posts whose words are counted: enough for spelling, and a bound on the work at any size. */
const COUNTED = 200_000
/** Words in fewer posts are as likely mistyped as not. */
const LEAST = 2

/**
 * Counts anew in how many posts each word stands, per rule. For a daily task, and after imports. Stems are told from
 * words by their positions (those of the text have none) and by their weight in titles (B).
 */
export async function countWords(db: Database): Promise<void> {
  await transaction(db, async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx)
    await sql`select pg_advisory_xact_lock(hashtext('search words'))`.execute(tx)
    await sql`delete from search_word`.execute(tx)
    await sql`
      insert into search_word (rule_id, word, docs)
      select s.rule_id, w.lexeme, count(*)::int
      from (select rule_id, words from search_post order by created_at desc, post_id desc limit ${COUNTED}) s
      cross join lateral unnest(s.words) as w(lexeme, positions, weights)
      where (w.weights && '{A,C,D}') and length(w.lexeme) between 3 and 40 and w.lexeme ~ '^[^0-9]+$'
      group by 1, 2 having count(*) >= ${LEAST}`.execute(tx)
  })
  await db.pool.query('analyze search_word')
}
