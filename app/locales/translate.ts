import { IntlMessageFormat } from 'intl-messageformat'
import { ar } from './ar.ts'
import { en, type MessageKey, type Messages } from './en.ts'

const LOCALES: Record<string, Messages> = { en, ar }
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur'])
/** English pages write dates as the rest of the interface speaks: 9 Nov 2024. */
const FORMAT_LOCALE: Record<string, string> = { en: 'en-GB' }

export type Direction = 'ltr' | 'rtl'
export type Params = Record<string, string | number>
/** Tags in a message: `<a>words</a>` calls `a` with the words. */
export type Tags<T> = Record<string, (words: (string | T)[]) => T>

/** Says things in one language. Messages without parameters cost a look-up; the others are compiled once. */
export interface Translate {
  (key: MessageKey, params?: Params): string
  /** The same message in parts, where tags become something else than text. */
  parts<T>(key: MessageKey, params: Params, tags: Tags<T>): (string | T)[]
  /** BCP 47 tag of the language spoken. */
  readonly locale: string
  /** The tag that numbers and dates are written in. */
  readonly formatLocale: string
  readonly dir: Direction
}

export type { MessageKey } from './en.ts'

const translators = new Map<string, Translate>()

/**
 * The translator of a locale. Regions fall back to their language (`en-AU` → `en`), unknown languages and missing
 * messages to English; it never throws for a key or a locale.
 */
export function translator(locale: string): Translate {
  const language = new Intl.Locale(wellFormed(locale)).language
  const spoken = LOCALES[language] ? language : 'en'
  let found = translators.get(spoken)
  if (!found) translators.set(spoken, (found = createTranslator(spoken)))
  return found
}

function createTranslator(locale: string): Translate {
  const own = LOCALES[locale]!
  const compiled = new Map<MessageKey, IntlMessageFormat>()
  const formatLocale = FORMAT_LOCALE[locale] ?? locale
  const dir = directionOf(locale)

  const compile = (key: MessageKey): IntlMessageFormat => {
    let message = compiled.get(key)
    if (!message) {
      message = new IntlMessageFormat(own[key] ?? en[key], own[key] ? formatLocale : 'en-GB')
      compiled.set(key, message)
    }
    return message
  }
  const translate = (key: MessageKey, params?: Params): string => {
    if (!params) return own[key] ?? en[key]
    return String(compile(key).format(isolate(params, dir)))
  }
  return Object.assign(translate, {
    parts<T>(key: MessageKey, params: Params, tags: Tags<T>): (string | T)[] {
      const result = compile(key).format<T>({ ...isolate(params, dir), ...tags })
      return Array.isArray(result) ? result : [result]
    },
    locale,
    formatLocale,
    dir,
  })
}

/** The direction in which a language is written. */
export function directionOf(locale: string): Direction {
  return RIGHT_TO_LEFT.has(new Intl.Locale(wellFormed(locale)).language) ? 'rtl' : 'ltr'
}

function wellFormed(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en'
  } catch {
    return 'en'
  }
}

const LETTERS_AGAINST: Record<Direction, RegExp> = {
  ltr: /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/,
  rtl: /[A-Za-z\u00c0-\u024f\u0370-\u052f]/,
}

/** Names that run against the language are isolated, so that they never turn the words around them. */
function isolate(params: Params, dir: Direction): Params {
  const against = (value: string | number) => typeof value === 'string' && LETTERS_AGAINST[dir].test(value)
  if (!Object.values(params).some(against)) return params
  const entries = Object.entries(params)
  return Object.fromEntries(
    entries.map(([name, value]) => [name, against(value) ? `\u2068${value}\u2069` : value]),
  )
}
