import { remember } from '../store.ts'
import { say, tell, type Composer } from './composer.ts'
import { sendForm } from './send-form.ts'
import { replaceText } from './text.ts'

/** Milliseconds of quiet before what was typed is kept by the server. */
const KEEP_AFTER = 3_000
/** What a form has that somebody typed. */
const TYPED = ['body', 'title', 'tags'] as const

export type Drafts = {
  /**
   * Keeps the text with the server now, which also tells whether it answers: `lost` where it doesn't. What the server has
   * is not kept on this device any more.
   */
  keepNow(): Promise<'kept' | 'refused' | 'lost'>
}

/**
 * Keeps what is typed: on this device at once, and as a draft of the server after a little quiet. A text is on the device
 * only while the server has not got it, so what is found there when a page opens was never sent: it is put back.
 */
export function keepDrafts(composer: Composer): Drafts {
  const { form } = composer
  const hasDrafts = form.querySelector('button[value=draft]') !== null
  const place = placeOf(form)
  let timer = 0
  restore(composer, place)

  async function keepNow() {
    clearTimeout(timer)
    const sent = typedIn(form)
    const page = await sendForm(composer, hasDrafts ? 'draft' : 'preview')
    if (page === 'lost' || page === 'refused') {
      if (form.isConnected) tell(composer, say(composer, 'keptHere'))
      return page
    }
    if (typedIn(form) === sent && hasDrafts) remember(place, null)
    const said = page.querySelector('[data-draft]')
    if (said && hasDrafts) form.querySelector('[data-draft]')?.replaceChildren(...said.childNodes)
    return 'kept'
  }

  form.addEventListener('input', () => {
    remember(place, typedIn(form))
    clearTimeout(timer)
    if (hasDrafts) timer = window.setTimeout(() => void keepNow(), KEEP_AFTER)
  })
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return
    clearTimeout(timer)
    // It is on its way with the form, and the server answers with it if it can't take it.
    remember(place, null)
  })
  return { keepNow }
}

/** By who writes and where, so that the next person at this device never sees it. */
function placeOf(form: HTMLFormElement): string {
  const me = document.querySelector<HTMLElement>('[data-me]')?.dataset['me'] ?? ''
  return `text:${me}:${new URL(form.action).pathname}`
}

function typedIn(form: HTMLFormElement): string {
  return JSON.stringify(Object.fromEntries(TYPED.map((name) => [name, fieldOf(form, name)?.value ?? ''])))
}

function fieldOf(form: HTMLFormElement, name: string) {
  const field = form.elements.namedItem(name)
  return field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement ? field : null
}

function restore(composer: Composer, place: string): void {
  const kept = read(place)
  if (!kept || JSON.stringify(kept) === typedIn(composer.form)) return remember(place, null)
  for (const name of TYPED) {
    const field = fieldOf(composer.form, name)
    const text = kept[name]
    if (!field || typeof text !== 'string' || text === '' || text === field.value) continue
    if (field === composer.field) replaceText(composer.field, [0, field.value.length], text)
    else field.value = text
  }
  tell(composer, say(composer, 'broughtBack'))
}

function read(place: string): Record<string, unknown> | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? 'null')
    return typeof kept === 'object' ? (kept as Record<string, unknown> | null) : null
  } catch {
    return null
  }
}
