import { sql, type Kysely } from 'kysely'
import type { SiteSettings } from '#app/domains/settings/site.settings.ts'
import { translator } from '#app/locales/translate.ts'
import type { Clock } from '#app/platform/clock.ts'
import type { DB } from '#app/platform/db/database.ts'
import type { Letter, Mailer } from '#app/platform/mail/mailer.ts'
import { layOutLetter } from './lay-out-letter.ts'
import type { LetterContent, LetterKind, LetterKinds, LetterWriters } from './letter-kinds.ts'

/** The brand's colour in letters, dark enough for white words. */
const BRAND = '#0d6149'

type Deps = {
  db: Kysely<DB>
  clock: Clock
  settings: Pick<SiteSettings, 'site'>
  mailer: Mailer
  origin: string
  writers: LetterWriters
}

/**
 * Writes a queued letter and hands it to the mailer; what it has of secrets is committed before it goes. Does nothing for one
 * that is sent or gone. Throws what the mail server said, so that the job comes back.
 */
export async function sendLetter(deps: Deps, id: number): Promise<void> {
  const letter = await deps.db.transaction().execute((tx) => write(tx, deps, id))
  if (!letter) return
  try {
    await deps.mailer.send(letter)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    await deps.db
      .updateTable('mail')
      .set({ state: 'failed', error: said.slice(0, 500) })
      .where('id', '=', id)
      .execute()
    throw error
  }
  await deps.db
    .updateTable('mail')
    .set({ state: 'sent', sent_at: deps.clock.now(), error: '' })
    .where('id', '=', id)
    .execute()
}

async function write(
  tx: Parameters<Parameters<ReturnType<Kysely<DB>['transaction']>['execute']>[0]>[0],
  { clock, settings, origin, writers }: Deps,
  id: number,
): Promise<Letter | null> {
  const row = await tx
    .updateTable('mail')
    .set({ attempts: sql`attempts + 1` })
    .where('id', '=', id)
    .where('state', '!=', 'sent')
    .returning(['kind', 'params', 'address', 'locale'])
    .executeTakeFirst()
  if (!row || !(row.kind in writers)) return null
  const site = await settings.site()
  const t = translator(row.locale)
  const writer = writers[row.kind as LetterKind] as (
    given: object,
    params: LetterKinds[LetterKind],
  ) => Promise<LetterContent | null>
  const content = await writer(
    { tx, site, origin, t, now: clock.now() },
    row.params as LetterKinds[LetterKind],
  )
  if (!content) {
    await tx.deleteFrom('mail').where('id', '=', id).execute()
    return null
  }
  await tx.updateTable('mail').set({ subject: content.subject }).where('id', '=', id).execute()
  return {
    id: `mail-${id}`,
    to: row.address,
    subject: content.subject,
    language: row.locale,
    ...layOutLetter(content, { site: site.name, origin, brand: BRAND, t }),
  }
}
