import { sql } from 'kysely'
import { z } from 'zod'
import type { Reader } from '#app/domains/access/reader.ts'
import { MOST_MUTED_WORDS, MUTED_WORD } from './relation.ts'

/** A word or phrase as it is kept: in lower case, with single blanks. */
export const mutedWordSchema = z
  .string()
  .transform((text) => text.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' '))
  .pipe(z.string().min(MUTED_WORD.least, 'people.word.short').max(MUTED_WORD.most, 'people.word.long'))

/** Keeps a word that a member does not want to read; false where they have as many as one may. */
export async function muteWord({ db }: Pick<Reader, 'db'>, memberId: number, word: string): Promise<boolean> {
  const { rows } = await sql`
    insert into muted_word as w (member_id, word)
    select ${memberId}::int, ${word}
    where (select count(*) from muted_word where member_id = ${memberId}::int) < ${MOST_MUTED_WORDS}::int
      or exists (select from muted_word where member_id = ${memberId}::int and word = ${word})
    on conflict (member_id, word) do update set word = excluded.word
    returning w.word`.execute(db)
  return rows.length > 0
}

/** Forgets it. */
export async function unmuteWord({ db }: Pick<Reader, 'db'>, memberId: number, word: string): Promise<void> {
  await sql`delete from muted_word where member_id = ${memberId}::int and word = ${word}`.execute(db)
}
