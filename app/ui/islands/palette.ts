/** Milliseconds of quiet before what was typed is looked up. */
const QUIET = 120

/** Opens the palette by `/`, Ctrl or Cmd and K, a click on a search box, or typing into one. */
export function palette(): void {
  const dialog = document.querySelector<HTMLDialogElement>('#palette')
  const input = dialog?.querySelector('input')
  const hits = dialog?.querySelector<HTMLElement>('[data-hits]')
  const status = dialog?.querySelector<HTMLElement>('[role=status]')
  if (!dialog || !input || !hits || !status) return
  let timer = 0
  let going: AbortController | null = null

  const open = (text: string): void => {
    if (dialog.open) return
    input.value = text
    dialog.showModal()
    input.focus()
    if (text) look()
  }

  function look(): void {
    clearTimeout(timer)
    timer = window.setTimeout(() => void ask(), QUIET)
  }

  async function ask(): Promise<void> {
    going?.abort()
    if (!input!.value.trim()) return show('', '')
    const own = (going = new AbortController())
    hits!.ariaBusy = 'true'
    try {
      const url = `${dialog!.dataset['source']}?q=${encodeURIComponent(input!.value)}`
      const answer = await fetch(url, { signal: own.signal })
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const says = page.querySelector('[data-says]')?.textContent
      if (own.signal.aborted) return
      if (answer.ok) show(says ?? '', page.querySelector('[data-found]'))
      else status!.textContent = says ?? dialog!.dataset['failed'] ?? ''
    } catch {
      // What was found stays; only typing on is no failure.
      if (!own.signal.aborted) status!.textContent = dialog!.dataset['failed'] ?? ''
    } finally {
      if (going === own) hits!.ariaBusy = null
    }
  }

  function show(says: string, found: Element | '' | null): void {
    status!.textContent = says
    hits!.replaceChildren(...(found ? found.childNodes : []))
  }

  document.addEventListener('click', (event) => {
    const box = (event.target as Element).closest<HTMLElement>('[data-palette]')
    if (!box || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    open(box instanceof HTMLInputElement ? box.value : '')
  })
  document.addEventListener('input', (event) => {
    const box = event.target as HTMLInputElement
    if (box.matches('[data-palette]')) {
      open(box.value)
      box.value = ''
    }
  })
  document.addEventListener('keydown', (event) => {
    const typing = (event.target as Element).closest('input, textarea, select, [contenteditable], dialog')
    const slash = event.key === '/' && !typing && document.documentElement.dataset['keys'] !== 'off'
    if (!slash && !(event.key === 'k' && (event.ctrlKey || event.metaKey))) return
    event.preventDefault()
    open('')
  })
  input.addEventListener('input', look)
  dialog.addEventListener('keydown', (event) => walk(event, input, hits))
  dialog.addEventListener('click', (event) => {
    const target = event.target as Element
    const inserted = target.closest<HTMLElement>('[data-insert]')?.dataset['insert']
    if (target === dialog || target.closest('[data-close]')) dialog.close()
    if (inserted) {
      input.value = `${input.value.trim()} ${inserted}`.trimStart()
      input.focus()
      look()
    }
  })
}

/** Arrows walk through what was found and back to the box; a letter goes on with typing. */
function walk(event: KeyboardEvent, input: HTMLInputElement, hits: HTMLElement): void {
  const links = [...hits.querySelectorAll('a')]
  const at = links.indexOf(document.activeElement as HTMLAnchorElement)
  const inBox = document.activeElement === input
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step && (inBox || at >= 0)) {
    event.preventDefault()
    const next = at + step
    if (next < 0) input.focus()
    else links[Math.min(next, links.length - 1)]?.focus()
  } else if (at >= 0 && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
    input.focus()
  }
}
