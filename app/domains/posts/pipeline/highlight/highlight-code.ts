import hljs from 'highlight.js/lib/core'
import type { PostEnvironment } from '../post-environment.ts'
import { LIMITS } from '../limits.ts'
import { guessLanguage } from './guess-language.ts'
import { LANGUAGES, MORE_NAMES } from './languages.ts'
import { shortenClasses } from './token-classes.ts'

const highlighter = hljs.newInstance()
for (const [name, grammar] of Object.entries(LANGUAGES)) highlighter.registerLanguage(name, grammar)

/** The name under which a language is known here, by any of its names. */
const CANONICAL: ReadonlyMap<string, string> = new Map([
  ...Object.keys(LANGUAGES).flatMap((name) =>
    [name, ...(highlighter.getLanguage(name)?.aliases ?? [])].map((alias): [string, string] => [alias, name]),
  ),
  ...MORE_NAMES,
])

export interface HighlightedCode {
  /** Escaped, with spans of `tok-` classes. */
  html: string
  /** Null when it is not known. */
  language: string | null
}

/**
 * Highlights code in the named language; without a name the language is guessed. Code that is too large for
 * what the post may still spend, in an unknown language or like nothing in particular stays plain.
 */
export function highlightCode(
  code: string,
  name: string,
  budget: Pick<PostEnvironment, 'highlightBudget'>,
): HighlightedCode {
  const wanted = name.toLowerCase()
  const language = wanted === '' || wanted === 'auto' ? guessLanguage(code) : CANONICAL.get(wanted)
  if (!language) return { html: escapeCode(code), language: null }
  if (!isAffordable(code, budget.highlightBudget)) return { html: escapeCode(code), language }
  budget.highlightBudget -= code.length
  const { value } = highlighter.highlight(code, { language, ignoreIllegals: true })
  return { html: shortenClasses(value), language }
}

const LONG_WORD = new RegExp(`\\w{${LIMITS.highlightWord + 1}}`)

/** Some grammars need quadratic time within a line or a word, so long ones are as dear as long blocks. */
function isAffordable(code: string, budget: number): boolean {
  if (code.length > Math.min(LIMITS.highlightBlock, budget)) return false
  let start = 0
  for (let end = code.indexOf('\n'); end >= 0; end = code.indexOf('\n', start)) {
    if (end - start > LIMITS.highlightLine) return false
    start = end + 1
  }
  return code.length - start <= LIMITS.highlightLine && !LONG_WORD.test(code)
}

function escapeCode(code: string): string {
  return code.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
