import type { LetterKind, LetterKinds, WriteLetter } from '#app/domains/mail/letter-kinds.ts'
import type { SiteSettings } from '#app/domains/settings/site.settings.ts'
import { translator } from '#app/locales/translate.ts'
import type { Clock } from '#app/platform/clock.ts'
import { enterLetter } from './enter-letter.ts'
import { leavingLetter } from './leaving-letter.ts'
import { layOutLetter } from './lay-out-letter.ts'
import type { Given, LetterContent, SayLetter } from './letter-content.ts'

/** The brand's colour in letters, dark enough for white words. */
const BRAND = '#0d6149'

/** Every kind of letter. */
const letters: { [K in LetterKind]: SayLetter<K> } = {
  enter: enterLetter,
  leaving: leavingLetter,
}

/** Writes letters of every kind. */
export function createLetterWriter(deps: {
  settings: Pick<SiteSettings, 'site'>
  clock: Clock
  origin: string
}): WriteLetter {
  const { settings, clock, origin } = deps
  return async (tx, letter, locale) => {
    const t = translator(locale)
    const site = await settings.site()
    const content = await say({ tx, site, origin, t, now: clock.now() }, letter)
    if (!content) return null
    return {
      subject: content.subject,
      ...layOutLetter(content, { site: site.name, origin, brand: BRAND, t }),
    }
  }
}

/** Null for a kind that another version knew. */
function say<K extends LetterKind>(
  given: Given,
  { kind, params }: { kind: K; params: LetterKinds[K] },
): Promise<LetterContent | null> {
  return kind in letters ? letters[kind](given, params) : Promise.resolve(null)
}
