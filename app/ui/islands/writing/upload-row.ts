import type { Composer } from './composer.ts'
import type { Sent } from './send-file.ts'

export type Row = ReturnType<typeof uploadRow>

/** The row of one file below the text, from the template of the page: how far it is, what it shows, and the way out. */
export function uploadRow({ box }: Composer, file: File) {
  const template = box.querySelector<HTMLTemplateElement>('template[data-row]')!
  const element = (template.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement
  const part = <E extends HTMLElement>(name: string) => element.querySelector<E>(`[data-${name}]`)!
  const words = template.dataset
  const bar = part<HTMLProgressElement>('bar')
  const says = part('says')
  const alt = part<HTMLInputElement>('alt')
  const picture = part<HTMLImageElement>('picture')
  const again = part<HTMLButtonElement>('again')
  const out = part<HTMLButtonElement>('out')
  let stop = new AbortController()
  let remove: (() => void) | null = null

  part('name').textContent = file.name
  for (const [button, label] of [
    [out, words['out']],
    [again, words['again']],
  ] as const)
    button.setAttribute('aria-label', `${label}: ${file.name}`)
  bar.setAttribute('aria-label', file.name)
  alt.setAttribute('aria-label', `${alt.placeholder} (${file.name})`)
  part('describe').hidden = !file.type.startsWith('image/')
  out.addEventListener('click', () => {
    if (!remove) return stop.abort()
    remove()
    leave()
  })

  /** The last row takes the list with it, and the text has the focus again. */
  function leave(): void {
    const list = element.parentElement
    element.remove()
    if (list?.childElementCount === 0) list.hidden = true
    box.querySelector('textarea')?.focus()
  }

  return {
    element,
    words: { lost: words['lost'] ?? '', failed: words['failed'] ?? '' },
    get stopped() {
      return stop.signal
    },
    alt: () => alt.value,
    leave,
    /** It sets out, perhaps again. */
    starts(): void {
      stop = new AbortController()
      remove = null
      element.classList.remove('bad')
      bar.hidden = false
      bar.value = 0
      again.hidden = true
      says.textContent = words['going'] ?? ''
    },
    progress(done: number): void {
      bar.value = done
      // What is left is the server's work, which says nothing of itself.
      if (done === 1) says.textContent = words['making'] ?? ''
    },
    isHere({ href, kind }: Sent, onRemove: () => void, onAlt: (text: string) => void): void {
      bar.hidden = true
      says.textContent = words['here'] ?? ''
      if (kind === 'picture') {
        picture.src = href
        picture.hidden = false
        part('sign').hidden = true
      }
      part('describe').hidden = kind !== 'picture'
      remove = onRemove
      alt.addEventListener('input', () => onAlt(alt.value))
    },
    failed(because: string, onAgain: (() => void) | null): void {
      bar.hidden = true
      element.classList.add('bad')
      says.textContent = because
      remove = () => undefined
      again.hidden = onAgain === null
      again.onclick = onAgain
    },
  }
}
