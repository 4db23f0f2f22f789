import type { Transaction } from 'kysely'
import type { SiteView } from '#app/domains/settings/site.settings.ts'
import type { Translate } from '#app/locales/translate.ts'
import type { DB } from '#app/platform/db/database.ts'

/**
 * Every kind of letter and what fills it: each domain adds its own by declaration merging. Parameters are ids and plain
 * values, never a secret: those are made when the letter is written.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- domains fill it
export interface LetterKinds {}

export type LetterKind = keyof LetterKinds

/** What a letter says. Everything is text; the layout escapes it. */
export type LetterContent = {
  subject: string
  paragraphs: string[]
  /** The one thing to do. */
  action?: { label: string; href: string }
  /** A code to type, shown large. */
  code?: string
  /** What follows the action: until when it works, what to do if it was somebody else. */
  after?: string[]
}

export type WriteLetter<K extends LetterKind> = (
  given: { tx: Transaction<DB>; site: SiteView; origin: string; t: Translate; now: Date },
  params: LetterKinds[K],
) => Promise<LetterContent | null>

/** How each kind is written. Null where there is nothing to say any more: then no letter goes out. */
export type LetterWriters = { [K in LetterKind]: WriteLetter<K> }
