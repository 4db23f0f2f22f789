import type { Env, MarkdownIt, StateBlock, StateCore, StateInline, Token } from 'markdown-it'
import { LIMITS } from '../limits.ts'
import { postOf } from '../post-environment.ts'
import { WORDS } from '../words.ts'

const DEFINITION = /\[\^([^\s[\]^]{1,60})\]:[ \t]*/y
const REFERENCE = /\[\^([^\s[\]^]{1,60})\]/y

/** `[^label]: text`, with the following lines indented by four as part of it; at the top level only. */
function definition(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const post = postOf(state.env)
  // Within a note the line after it may be asked for (silent), since it ends the note's last paragraph.
  if (state.level > (silent && post.insideFootnote ? 1 : 0)) return false
  if (state.sCount[startLine]! - state.blkIndent >= 4) return false
  const start = state.bMarks[startLine]! + state.tShift[startLine]!
  DEFINITION.lastIndex = start
  const match = DEFINITION.exec(state.src)
  if (!match) return false
  const { footnoteLabels } = post
  const label = match[1]!
  if (!footnoteLabels.has(label) && footnoteLabels.size >= LIMITS.footnotes) return false
  if (silent) return true
  footnoteLabels.add(label)

  const open = state.push('footnote_definition_open', '', 1)
  open.meta = { label }
  const saved = {
    bMark: state.bMarks[startLine]!,
    tShift: state.tShift[startLine]!,
    sCount: state.sCount[startLine]!,
    parentType: state.parentType,
  }
  // The first line's text counts as indented like the lines that may follow it.
  state.bMarks[startLine] = start + match[0].length
  state.tShift[startLine] = 0
  state.blkIndent += 4
  state.sCount[startLine] = state.blkIndent
  state.parentType = 'footnote'
  post.insideFootnote = true
  state.md.block.tokenize(state, startLine, endLine)
  post.insideFootnote = false
  state.parentType = saved.parentType
  state.blkIndent -= 4
  state.bMarks[startLine] = saved.bMark
  state.tShift[startLine] = saved.tShift
  state.sCount[startLine] = saved.sCount
  state.push('footnote_definition_close', '', -1)
  state.line = Math.max(state.line, startLine + 1)
  return true
}

function reference(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  if (src.charCodeAt(pos) !== 0x5b || src.charCodeAt(pos + 1) !== 0x5e || state.linkLevel > 0) return false
  REFERENCE.lastIndex = pos
  const match = REFERENCE.exec(src)
  if (!match || REFERENCE.lastIndex > state.posMax) return false
  if (!postOf(state.env).footnoteLabels.has(match[1]!)) return false
  const end = REFERENCE.lastIndex
  if (!silent) {
    const token = state.push('footnote_ref', '', 0)
    token.content = match[0]
    token.meta = { label: match[1]! }
  }
  state.pos = end
  return true
}

interface Note {
  number: number
  references: number
}

/** Numbers the references in the order of the text and moves the notes that are referred to to the end. */
function collect(state: StateCore): void {
  if (postOf(state.env).footnoteLabels.size === 0) return
  const notes = new Map<string, Note>()
  const definitions = new Map<string, Token[]>()
  const body: Token[] = []
  let into = body
  for (const token of state.tokens) {
    if (token.type === 'footnote_definition_open') {
      const label = token.meta!['label'] as string
      into = []
      if (!definitions.has(label)) definitions.set(label, into)
    } else if (token.type === 'footnote_definition_close') into = body
    else into.push(token)
  }
  numberReferences(body, notes)
  const section: Token[] = []
  // Notes may refer to further notes; the map grows while it is walked.
  for (const [label, note] of notes) {
    const content = definitions.get(label) ?? []
    numberReferences(content, notes)
    section.push(...noteTokens(state, note, content))
  }
  if (section.length > 0) {
    body.push(new state.Token('footnotes_open', 'section', 1), ...section)
    body.push(new state.Token('footnotes_close', 'section', -1))
  }
  state.tokens = body
}

function numberReferences(tokens: Token[], notes: Map<string, Note>): void {
  for (const token of tokens) {
    for (const child of token.children ?? []) {
      if (child.type !== 'footnote_ref') continue
      const label = child.meta!['label'] as string
      const note = notes.get(label) ?? { number: notes.size + 1, references: 0 }
      notes.set(label, note)
      note.references++
      child.meta = { number: note.number, occurrence: note.references }
    }
  }
}

/** The list item of a note; its links back stand in its last paragraph, where it ends with one. */
function noteTokens(state: StateCore, note: Note, content: Token[]): Token[] {
  const open = new state.Token('footnote_open', 'li', 1)
  const back = new state.Token('footnote_back', '', 0)
  open.meta = back.meta = { note }
  const last = content.at(-1)
  const tail = last?.type === 'paragraph_close' ? [back, last] : [back]
  const head = tail.length === 2 ? content.slice(0, -1) : content
  return [open, ...head, ...tail, new state.Token('footnote_close', 'li', -1)]
}

const noteId = (env: Env | undefined, number: number) => `${postOf(env).idPrefix}fn-${number}`
const referenceId = (env: Env | undefined, number: number, occurrence: number) =>
  `${postOf(env).idPrefix}fnref-${number}${occurrence > 1 ? `-${occurrence}` : ''}`

/** Footnotes, with ids that carry the post's prefix and never equal a name that scripts could look up. */
export function useFootnotes(md: MarkdownIt): void {
  md.block.ruler.before('reference', 'footnote_definition', definition, { alt: ['paragraph', 'reference'] })
  md.inline.ruler.before('link', 'footnote_ref', reference)
  md.core.ruler.push('footnotes', collect)
  const { rules } = md.renderer
  rules['footnote_ref'] = (tokens, index, _options, env) => {
    const meta = tokens[index]!.meta as { number: number; occurrence: number }
    const id = referenceId(env, meta.number, meta.occurrence)
    const label = WORDS.footnote(meta.number)
    return `<sup class="footnote-ref"><a href="#${noteId(env, meta.number)}" id="${id}" aria-label="${label}">${meta.number}</a></sup>`
  }
  rules['footnotes_open'] = () => '<section class="footnotes">\n<ol dir="auto">\n'
  rules['footnotes_close'] = () => '</ol>\n</section>\n'
  rules['footnote_open'] = (tokens, index, _options, env) =>
    `<li id="${noteId(env, (tokens[index]!.meta as { note: Note }).note.number)}">`
  rules['footnote_close'] = () => '</li>\n'
  rules['footnote_back'] = (tokens, index, _options, env) => {
    const { note } = tokens[index]!.meta as { note: Note }
    const count = Math.min(note.references, LIMITS.footnoteBacklinks)
    return Array.from({ length: count }, (_, i) => {
      const href = `#${referenceId(env, note.number, i + 1)}`
      return ` <a class="footnote-back" href="${href}" aria-label="${WORDS.backToText}">↩</a>`
    }).join('')
  }
}
