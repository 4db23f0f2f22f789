import type { SiteView } from '#app/domains/settings/site.settings.ts'
import type { LetterKind, LetterKinds, WriteLetter } from '#app/domains/mail/letter-kinds.ts'
import type { Translate } from '#app/locales/translate.ts'

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

export type Given = {
  tx: Parameters<WriteLetter>[0]
  site: SiteView
  origin: string
  t: Translate
  now: Date
}

/** Says what a kind of letter says; null where there is nothing to say any more. */
export type SayLetter<K extends LetterKind> = (
  given: Given,
  params: LetterKinds[K],
) => Promise<LetterContent | null>
