import type { Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'

/**
 * Every kind of letter and what fills it: each domain adds its own by declaration merging. Parameters are ids and plain
 * values, never a secret: those are made when the letter is written.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- domains fill it
export interface LetterKinds {}

export type LetterKind = keyof LetterKinds

/** A letter of some kind, as it waits. */
export type QueuedLetter = { [K in LetterKind]: { kind: K; params: LetterKinds[K] } }[LetterKind]

/** Writes a letter in a language, in the transaction that holds what it tells; null where there is nothing to say any more. */
export type WriteLetter = (
  tx: Transaction<DB>,
  letter: QueuedLetter,
  locale: string,
) => Promise<{ subject: string; text: string; html: string } | null>
