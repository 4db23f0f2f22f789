/**
 * Replaces a part of the text as if it were typed: the browser's own undo takes it back, and whoever listens to the field
 * hears of it. The caret stays where it was in the words, or goes where `select` says (from the beginning of what came in).
 */
export function replaceText(
  field: HTMLTextAreaElement,
  [start, end]: readonly [number, number],
  text: string,
  select?: readonly [number, number],
): void {
  const before = document.activeElement
  const { selectionStart, selectionEnd } = field
  const shift = text.length - (end - start)
  const moved = (at: number) => (at <= start ? at : at >= end ? at + shift : start + text.length)
  field.focus({ preventScroll: true })
  field.setSelectionRange(start, end)
  if (!typeInto(text)) {
    field.setRangeText(text, start, end, 'end')
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
  if (select) field.setSelectionRange(start + select[0], start + select[1])
  else field.setSelectionRange(moved(selectionStart), moved(selectionEnd))
  if (!select && before instanceof HTMLElement && before !== field) before.focus({ preventScroll: true })
}

/** The only way to write into a field that browsers keep their undo for; it is old, and nothing has come in its place. */
function typeInto(text: string): boolean {
  return text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text)
}

/** Puts a block on lines of its own at the caret, and the caret behind it. */
export function insertBlock(field: HTMLTextAreaElement, block: string): void {
  const { value, selectionStart: start, selectionEnd: end } = field
  const lead = start === 0 || value[start - 1] === '\n' ? '' : '\n'
  const text = `${lead}${block}${value[end] === '\n' ? '' : '\n'}`
  replaceText(field, [start, end], text, [text.length, text.length])
}
