import type { Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { LetterRowView } from './mail.view.ts'

const PAGE = 50

/** The newest letters before an id, and whether there are older ones. */
export async function listLetters(
  db: Kysely<DB>,
  before: number | null,
): Promise<{ rows: LetterRowView[]; older: number | null }> {
  const rows = await db
    .selectFrom('mail')
    .$if(before !== null, (query) => query.where('id', '<', before))
    .select(['id', 'kind', 'address', 'state', 'subject', 'error', 'attempts', 'created_at'])
    .orderBy('id', 'desc')
    .limit(PAGE + 1)
    .execute()
  const shown = rows.slice(0, PAGE)
  return {
    rows: shown.map(({ created_at: at, ...row }) => ({ ...row, at: at.toISOString() })),
    older: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
  }
}

/** A letter of the log, or null. */
export async function findLetter(db: Kysely<DB>, id: number): Promise<LetterRowView | null> {
  const row = await db
    .selectFrom('mail')
    .where('id', '=', id)
    .select(['id', 'kind', 'address', 'state', 'subject', 'error', 'attempts', 'created_at'])
    .executeTakeFirst()
  if (!row) return null
  const { created_at: at, ...letter } = row
  return { ...letter, at: at.toISOString() }
}
