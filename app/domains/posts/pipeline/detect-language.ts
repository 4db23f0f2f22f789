import { franc } from 'franc-min'

/** ISO 639-3, as the detector says it, to ISO 639-1, for the languages whose words the search knows to stem. */
const LANGUAGES: Record<string, string> = {
  arb: 'ar',
  dan: 'da',
  deu: 'de',
  ell: 'el',
  eng: 'en',
  fin: 'fi',
  fra: 'fr',
  hin: 'hi',
  hun: 'hu',
  ind: 'id',
  ita: 'it',
  nld: 'nl',
  nob: 'no',
  pol: 'pl',
  por: 'pt',
  ron: 'ro',
  rus: 'ru',
  spa: 'es',
  swe: 'sv',
  tur: 'tr',
  ukr: 'uk',
}

/** Shorter texts look like several languages at once. */
const MIN_LENGTH = 40
/** Enough to tell, and little enough that a long post costs what a short one does. */
const MAX_LENGTH = 2_000

/** The language of a text: ISO 639-1, or `und` where it is too short, or in none that the search knows. */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, MAX_LENGTH)
  return LANGUAGES[franc(sample, { minLength: MIN_LENGTH, only: Object.keys(LANGUAGES) })] ?? 'und'
}
