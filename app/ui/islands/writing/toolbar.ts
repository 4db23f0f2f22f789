import type { Composer } from './composer.ts'
import { insertBlock, replaceText } from './text.ts'

type Act = (field: HTMLTextAreaElement) => void

/** What a button of the toolbar does to the text. */
const ACTS: Record<string, Act> = {
  bold: wrap('**'),
  italic: wrap('*'),
  spoiler: wrap('||'),
  code: (field) => (selected(field).includes('\n') ? fence(field) : wrap('`')(field)),
  quote: beginLines('> '),
  list: beginLines('- '),
  link: (field) => {
    const words = selected(field)
    const text = `[${words}](https://)`
    // The next thing to type: the words of the link, or where it leads.
    const select = words ? ([words.length + 3, text.length - 1] as const) : ([1, 1] as const)
    replaceText(field, [field.selectionStart, field.selectionEnd], text, select)
  },
}
const KEYS: Record<string, string> = { b: 'bold', i: 'italic', k: 'link' }

/** The buttons above the text, and the keys that do the same. One is in the order of Tab; arrows lead to the others. */
export function toolbar({ box, form, field }: Composer): void {
  const bar = box.querySelector<HTMLElement>('[role=toolbar]')
  bar?.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('button[data-act]')
    if (!button) return
    hold(bar, button)
    ACTS[button.dataset['act'] ?? '']?.(field)
  })
  bar?.addEventListener('keydown', (event) => walk(bar, event))
  field.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return
    const act = ACTS[KEYS[event.key.toLowerCase()] ?? '']
    if (!act && event.key !== 'Enter') return
    event.preventDefault()
    // The page has keys of its own for some of these.
    event.stopPropagation()
    if (act) act(field)
    else form.requestSubmit(form.querySelector<HTMLButtonElement>('button[value=post]'))
  })
}

const buttonsOf = (bar: HTMLElement) => [...bar.querySelectorAll<HTMLButtonElement>('button')]

function hold(bar: HTMLElement, button: HTMLButtonElement): void {
  for (const one of buttonsOf(bar)) one.tabIndex = one === button ? 0 : -1
}

function walk(bar: HTMLElement, event: KeyboardEvent): void {
  const buttons = buttonsOf(bar)
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
  const forth = getComputedStyle(bar).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
  const back = forth === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft'
  const to = { [forth]: at + 1, [back]: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
  const next = to === undefined ? undefined : buttons.at(to % buttons.length)
  if (!next) return
  event.preventDefault()
  hold(bar, next)
  next.focus()
}

const selected = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement) =>
  value.slice(selectionStart, selectionEnd)

/** Puts a mark around what is selected, or takes it away where it stands there already. */
function wrap(mark: string): Act {
  return (field) => {
    const { value, selectionStart: start, selectionEnd: end } = field
    const words = value.slice(start, end)
    const size = mark.length
    if (words && isWrapped(value.slice(0, start), mark) && value.startsWith(mark, end))
      return replaceText(field, [start - size, end + size], words, [0, words.length])
    replaceText(field, [start, end], `${mark}${words}${mark}`, [size, size + words.length])
  }
}

/** Whether what stands before ends with the mark: of stars, one is italic, two are bold, and three are both. */
function isWrapped(before: string, mark: string): boolean {
  const run = /\**$/.exec(before)![0].length
  if (mark === '*') return run % 2 === 1
  return before.endsWith(mark)
}

/** Begins every selected line with the same sign, or takes it away where all begin with it. */
function beginLines(sign: string): Act {
  return (field) => {
    const { value } = field
    const start = value.lastIndexOf('\n', field.selectionStart - 1) + 1
    const found = value.indexOf('\n', field.selectionEnd)
    const end = found === -1 ? value.length : found
    const lines = value.slice(start, end).split('\n')
    const all = lines.every((line) => line.startsWith(sign))
    const text = lines.map((line) => (all ? line.slice(sign.length) : sign + line)).join('\n')
    replaceText(field, [start, end], text, lines.length > 1 ? [0, text.length] : [text.length, text.length])
  }
}

function fence(field: HTMLTextAreaElement): void {
  insertBlock(field, `\`\`\`\n${selected(field)}\n\`\`\``)
}
