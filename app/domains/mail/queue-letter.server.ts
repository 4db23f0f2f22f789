import { sql, type Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { LetterKind, LetterKinds } from './letter-kinds.ts'

/** Has a letter written and sent when the transaction is committed, or never if there is none. */
export async function queueLetter<K extends LetterKind>(
  tx: Transaction<DB>,
  letter: { kind: K; params: LetterKinds[K]; to: string; locale: string; memberId?: number },
): Promise<void> {
  const { kind, params, to, locale, memberId = null } = letter
  await sql`
    with queued as (
      insert into mail (kind, params, address, member_id, locale)
      values (${kind}, ${JSON.stringify(params)}::jsonb, ${to}, ${memberId}, ${locale}) returning id
    )
    select graphile_worker.add_job('send-letter', json_build_object('id', id), max_attempts => 12) from queued`.execute(
    tx,
  )
}
