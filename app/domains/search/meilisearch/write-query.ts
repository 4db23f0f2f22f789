import type { Terms } from '../engine.ts'

/** Words that are names in code or numbers: a letter more or less is another thing. */
const CODE_LIKE = /\p{L}\p{N}|\p{N}\p{L}|\p{N}[.:_-]\p{N}|[_./\\#@:]|\p{Ll}\p{Lu}/u
/** What has a meaning in Meilisearch's own language of queries, and what has none anywhere. */
const SIGNS = /["\p{Cc}]+/gu

/**
 * What was asked, as Meilisearch reads it: what must not be there, phrases, words; the last word is a beginning unless
 * a space follows it. Whatever was typed stays a word: it can't become an operator.
 */
export function writeQuery({ words, phrases, without, prefix }: Terms): string {
  const parts = [
    ...without.map((text) => clean(text)).flatMap((text) => (text ? [`-"${text}"`] : [])),
    ...phrases.map((text) => clean(text)).flatMap((text) => (text ? [`"${text}"`] : [])),
    ...words
      .map((word, place) => writeWord(clean(word), prefix && place === words.length - 1))
      .filter(Boolean),
  ]
  return `${parts.join(' ')}${prefix ? '' : ' '}`.trimStart()
}

function writeWord(word: string, isBeginning: boolean): string {
  return CODE_LIKE.test(word) && !isBeginning ? `"${word}"` : word
}

function clean(text: string): string {
  return text
    .replace(SIGNS, ' ')
    .replace(/(^|\s)[\s-]+/g, '$1')
    .trim()
}
