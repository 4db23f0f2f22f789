import type { InlineToken, Mark } from './inline-token.ts'

/**
 * Brings tokens into the form that can be written: white space collapsed as browsers do, none at the ends, at
 * forced breaks or just inside marks (`**a** b`, never `**a **b`); no empty or doubled marks.
 */
export function tidyTokens(tokens: readonly InlineToken[]): InlineToken[] {
  let tidy = collapseSpace(balanceMarks(tokens))
  for (;;) {
    const next = dropEmptyMarks(moveSpaceOut(tidy))
    // A mark that held nothing but space is gone now; the space may stand at the next mark's end.
    if (next.length === tidy.length) return joinCode(next)
    tidy = next
  }
}

/** Two pieces of code side by side would share their fences: they are one. */
function joinCode(tokens: readonly InlineToken[]): InlineToken[] {
  const out: InlineToken[] = []
  for (const token of tokens) {
    const last = out.at(-1)
    if (token.kind === 'code' && last?.kind === 'code') {
      out[out.length - 1] = { kind: 'code', code: last.code + token.code }
    } else {
      out.push(token)
    }
  }
  return out
}

/** A mark inside the same mark says nothing; two equal marks side by side are one. */
function balanceMarks(tokens: readonly InlineToken[]): InlineToken[] {
  const depth = new Map<Mark, number>()
  const out: InlineToken[] = []
  for (const token of tokens) {
    if (token.kind === 'open') {
      const before = depth.get(token.mark) ?? 0
      depth.set(token.mark, before + 1)
      const last = out.at(-1)
      if (before > 0) continue
      if (last?.kind === 'close' && last.mark === token.mark) out.pop()
      else out.push(token)
    } else if (token.kind === 'close') {
      const left = (depth.get(token.mark) ?? 1) - 1
      depth.set(token.mark, left)
      if (left === 0) out.push(token)
    } else {
      out.push(token)
    }
  }
  return out
}

function collapseSpace(tokens: readonly InlineToken[]): InlineToken[] {
  const out: InlineToken[] = []
  let afterSpace = true
  for (const token of tokens) {
    if (token.kind === 'text') {
      let text = token.text.replace(/[ \t\n\r\f]+/g, ' ')
      if (afterSpace) text = text.replace(/^ /, '')
      if (text === '') continue
      afterSpace = text.endsWith(' ')
      const last = out.at(-1)
      if (last?.kind === 'text') out[out.length - 1] = { kind: 'text', text: last.text + text }
      else out.push({ kind: 'text', text })
    } else {
      if (token.kind === 'break') {
        trimLast(out)
        afterSpace = true
      } else if (token.kind !== 'open' && token.kind !== 'close') {
        afterSpace = false
      }
      out.push(token)
    }
  }
  trimLast(out)
  return out
}

/** Takes the space from the last text, marks after it aside. */
function trimLast(out: InlineToken[]): void {
  for (let i = out.length - 1; i >= 0; i--) {
    const token = out[i]
    if (token?.kind === 'open' || token?.kind === 'close') continue
    if (token?.kind === 'text') {
      const text = token.text.replace(/ $/, '')
      if (text === '') out.splice(i, 1)
      else out[i] = { kind: 'text', text }
    }
    return
  }
}

/** `open, " a"` becomes `" ", open, "a"`; `"a ", close` becomes `"a", close, " "`; breaks move alike. */
function moveSpaceOut(tokens: InlineToken[]): InlineToken[] {
  const leading: InlineToken[] = []
  for (const token of tokens) {
    const moved = movable(token, 'start')
    let at = leading.length
    while (moved && leading[at - 1]?.kind === 'open') at--
    if (!moved || at === leading.length) leading.push(token)
    else {
      leading.splice(at, 0, moved.space)
      if (moved.rest) leading.push(moved.rest)
    }
  }
  const trailing: InlineToken[] = []
  for (const token of leading.reverse()) {
    const moved = movable(token, 'end')
    let at = trailing.length
    while (moved && trailing[at - 1]?.kind === 'close') at--
    if (!moved || at === trailing.length) trailing.push(token)
    else {
      trailing.splice(at, 0, moved.space)
      if (moved.rest) trailing.push(moved.rest)
    }
  }
  return joinTexts(trailing.reverse())
}

function movable(
  token: InlineToken,
  end: 'start' | 'end',
): { space: InlineToken; rest: InlineToken | null } | null {
  if (token.kind === 'break') return { space: token, rest: null }
  if (token.kind !== 'text') return null
  const [space] = (end === 'start' ? /^\s+/ : /\s+$/).exec(token.text) ?? []
  if (space === undefined) return null
  const rest = end === 'start' ? token.text.slice(space.length) : token.text.slice(0, -space.length)
  return { space: { kind: 'text', text: space }, rest: rest === '' ? null : { kind: 'text', text: rest } }
}

function joinTexts(tokens: readonly InlineToken[]): InlineToken[] {
  const out: InlineToken[] = []
  for (const token of tokens) {
    const last = out.at(-1)
    if (token.kind === 'text' && last?.kind === 'text') {
      out[out.length - 1] = { kind: 'text', text: last.text + token.text }
    } else {
      out.push(token)
    }
  }
  return out
}

function dropEmptyMarks(tokens: readonly InlineToken[]): InlineToken[] {
  const out: InlineToken[] = []
  for (const token of tokens) {
    const last = out.at(-1)
    if (token.kind === 'close' && last?.kind === 'open' && last.mark === token.mark) out.pop()
    else out.push(token)
  }
  return joinTexts(out)
}
