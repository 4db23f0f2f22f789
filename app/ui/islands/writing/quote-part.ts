import type { Composer } from './composer.ts'
import { insertBlock } from './text.ts'

/** Pixels between what is selected and the button: phones show their own menu above. */
const APART = 10

/** Who selects words of a post gets a button that quotes them in the reply, with where they come from. */
export function quotePart({ field }: Composer): void {
  const button = document.querySelector<HTMLButtonElement>('[data-quote-part]')
  if (!button) return
  // The press of the button must not take away what is selected.
  button.addEventListener('pointerdown', (event) => event.preventDefault())
  button.addEventListener('click', () => {
    const found = selectedPart()
    button.hidden = true
    if (!found) return
    getSelection()?.removeAllRanges()
    insertBlock(field, quoteOf(found))
    field.scrollIntoView({ block: 'center' })
  })
  document.addEventListener('selectionchange', place)
  document.addEventListener('scroll', place, { passive: true })

  function place(): void {
    const found = selectedPart()
    button!.hidden = found === null
    if (!found) return
    // Where the Tab key finds it next.
    if (button!.previousElementSibling !== found.prose) found.prose.after(button!)
    const { top, bottom, left } = found.range.getBoundingClientRect()
    if (bottom < 0 || top > innerHeight) return void (button!.hidden = true)
    const most = document.documentElement.clientWidth - button!.offsetWidth - APART
    const lowest = innerHeight - button!.offsetHeight - APART
    button!.style.top = `${Math.min(bottom + APART, lowest)}px`
    button!.style.left = `${Math.max(APART, Math.min(left, most))}px`
  }
}

type Part = { prose: Element; range: Range; text: string; id: string; handle: string }

/** What is selected, if it lies within the words of one post that may be quoted. */
function selectedPart(): Part | null {
  const selection = getSelection()
  const text = selection?.toString().trim() ?? ''
  if (!selection || selection.isCollapsed || text === '') return null
  const range = selection.getRangeAt(0)
  const around = range.commonAncestorContainer
  const prose = (around instanceof Element ? around : around.parentElement)?.closest('.post .prose')
  const { quotable: id, of: handle } =
    prose?.closest('.post')?.querySelector<HTMLElement>('[data-quotable]')?.dataset ?? {}
  return prose && id && handle ? { prose, range, text, id, handle } : null
}

/** As the server writes a quote: with the post that it is of, and nothing in it that is markup. */
function quoteOf({ id, handle, text }: Part): string {
  const words = text.replace(/[\\`*_[\]<~|@#]/g, '\\$&').replace(/\n{2,}/g, '\n\n')
  const lines = words.split('\n').map((line) => `> ${line.trim()}`.trimEnd())
  return `> [@${handle}](/p/${id}):\n${lines.join('\n')}\n`
}
