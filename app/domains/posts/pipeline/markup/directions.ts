import type { MarkdownIt, StateCore, Token } from 'markdown-it'

const OPENS_ITS_OWN = /^(?:paragraph|heading)_open$/
const OPENS_A_GROUP = /^(?:blockquote|bullet_list|ordered_list|table)_open$/
const CLOSES_A_GROUP = /^(?:blockquote|bullet_list|ordered_list|table|footnotes)_close$/

/**
 * Gives each block `dir="auto"`. A quote, list or table takes its direction as a whole from its first letters, so
 * that bars, bullets and columns stand on the right side; an element with `dir` of its own would be left out when
 * the browser looks for those letters, so paragraphs inside one have none (the style sheet gives these
 * `unicode-bidi: plaintext`).
 */
function setDirections(state: StateCore): void {
  let groups = 0
  for (const token of state.tokens) {
    if (token.type === 'footnotes_open') groups++
    else if (OPENS_A_GROUP.test(token.type)) {
      groups++
      setDirection(token)
    } else if (CLOSES_A_GROUP.test(token.type)) groups--
    else if (groups === 0 && OPENS_ITS_OWN.test(token.type)) setDirection(token)
  }
}

function setDirection(token: Token): void {
  token.attrPush(['dir', 'auto'])
}

export function useDirections(md: MarkdownIt): void {
  md.core.ruler.push('directions', setDirections)
}
