import type { Composer } from './composer.ts'
import { replaceText } from './text.ts'

/** Milliseconds of quiet before what was typed is looked up. */
const QUIET = 120
/** A sign after a space or a bracket, and the beginning of a name up to the caret. Emoji want two letters: `:)` is none. */
const BEGUN = /(?:^|[\s([{>])([@#](?=[^\s@#])|:(?=[a-z0-9_+-]{2}))([\p{L}\p{N}._+-]{1,40})$/u

/**
 * Offers people, tags and emoji for the beginning of a name. The text keeps the focus: arrows choose, Enter or Tab takes,
 * Escape leaves, a press takes, too. Nothing happens while an input method is composing a word.
 */
export function suggestNames({ box, field }: Composer): void {
  const panel = box.querySelector<HTMLElement>('[data-names]')
  const list = panel?.querySelector<HTMLElement>('[data-found]')
  const status = panel?.querySelector<HTMLElement>('[data-says]')
  if (!panel || !list || !status) return
  let timer = 0
  let going = new AbortController()

  const options = () => [...list.querySelectorAll<HTMLElement>('[role=option]')]

  function choose(to: number): void {
    const all = options()
    const chosen = all.at(to % all.length)
    for (const one of all) one.setAttribute('aria-selected', String(one === chosen))
    if (chosen) field.setAttribute('aria-activedescendant', chosen.id)
    chosen?.scrollIntoView({ block: 'nearest' })
  }

  function close(): void {
    clearTimeout(timer)
    going.abort()
    panel!.hidden = true
    list!.replaceChildren()
    field.removeAttribute('aria-activedescendant')
  }

  async function look(): Promise<void> {
    const [, sign = '', text = ''] = begunAt(field) ?? []
    if (!sign) return close()
    going.abort()
    const { signal } = (going = new AbortController())
    const query = new URLSearchParams({ sign, text })
    const answer = await fetch(`${panel!.dataset['names']}?${query}`, { signal }).catch(() => null)
    if (!answer?.ok || signal.aborted) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    if (signal.aborted || begunAt(field)?.[2] !== text) return
    list!.replaceChildren(...(page.querySelector('[data-found]')?.childNodes ?? []))
    panel!.hidden = list!.childElementCount === 0
    status!.textContent = page.querySelector('[data-says]')?.textContent ?? ''
    if (panel!.hidden) close()
    else choose(0)
  }

  function take(option: HTMLElement | undefined): void {
    const [, sign = '', text = ''] = begunAt(field) ?? []
    const at = field.selectionStart
    close()
    if (!option || !sign) return
    const written = `${option.dataset['insert']} `
    replaceText(field, [at - text.length - sign.length, at], written, [written.length, written.length])
  }

  field.addEventListener('input', (event) => {
    if (!(event as InputEvent).isComposing) lookSoon()
  })
  field.addEventListener('compositionend', lookSoon)

  function lookSoon(): void {
    clearTimeout(timer)
    if (begunAt(field)) timer = window.setTimeout(() => void look(), QUIET)
    else close()
  }
  // Before the keys of the toolbar and of the page.
  field.addEventListener('keydown', (event) => hear(event), { capture: true })
  field.addEventListener('blur', close)
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', (event) =>
    take((event.target as Element).closest<HTMLElement>('[role=option]') ?? undefined),
  )

  function hear(event: KeyboardEvent): void {
    if (panel!.hidden || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const at = options().findIndex((one) => one.getAttribute('aria-selected') === 'true')
    if (event.key === 'ArrowDown') choose(at + 1)
    else if (event.key === 'ArrowUp') choose(at - 1)
    else if (event.key === 'Escape') close()
    else if (event.key === 'Enter' || event.key === 'Tab') take(options()[at])
    else return
    event.preventDefault()
    event.stopPropagation()
  }
}

/** The sign and the letters before the caret that may begin a name. */
function begunAt({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): RegExpExecArray | null {
  return selectionStart === selectionEnd ? BEGUN.exec(value.slice(0, selectionStart)) : null
}
