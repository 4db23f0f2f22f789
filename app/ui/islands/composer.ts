/** Milliseconds of quiet before what was typed is kept, and before a title is looked up. */
const KEEP_AFTER = 3_000
const LOOK_AFTER = 400

/** Sends a form by one of its buttons, and reads the page that comes back. */
async function send(form: HTMLFormElement, button: string): Promise<Document | null> {
  const fields = new URLSearchParams(new FormData(form) as unknown as Record<string, string>)
  fields.set('do', button)
  const answer = await fetch(form.action, { method: 'POST', body: fields }).catch(() => null)
  return answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null
}

/** Shows how the text will look, without leaving the page; where that fails the button does what it does without script. */
export function livePreview(event: Event): void {
  const button = (event.target as Element).closest<HTMLButtonElement>('[data-composer] button[value=preview]')
  const { form } = button ?? {}
  if (!button || !form) return
  event.preventDefault()
  void send(form, 'preview').then((page) => {
    const preview = page?.querySelector('.preview')
    if (!page) return form.requestSubmit(withoutScript(button))
    form.querySelector('.preview')?.remove()
    if (preview) form.querySelector('[data-composer]')?.before(preview)
    preview?.scrollIntoView({ block: 'nearest' })
  })
}

/** A button that does the same, and is not heard by the script. */
function withoutScript({ name, value }: HTMLButtonElement): HTMLButtonElement | null {
  const plain = Object.assign(document.createElement('button'), { name, value, hidden: true })
  document.querySelector('[data-composer]')?.closest('form')?.append(plain)
  return plain
}

/** Keeps what is typed as a draft, after a little quiet, and says so; and looks for what sounds like a title. */
export function keepDrafts(): void {
  let keep = 0
  let look = 0
  document.addEventListener('submit', () => clearTimeout(keep))
  document.addEventListener('input', ({ target }) => {
    const field = target as HTMLInputElement
    const { form } = field
    if (!form?.querySelector('[data-composer] button[value=draft]')) return
    clearTimeout(keep)
    keep = window.setTimeout(() => void keepDraft(form), KEEP_AFTER)
    if (field.name !== 'title') return
    clearTimeout(look)
    look = window.setTimeout(() => void findSimilar(form, field.value), LOOK_AFTER)
  })
}

async function keepDraft(form: HTMLFormElement): Promise<void> {
  const said = (await send(form, 'draft'))?.querySelector('[data-draft]')
  if (said) form.querySelector('[data-draft]')?.replaceChildren(...said.childNodes)
}

async function findSimilar(form: HTMLFormElement, title: string): Promise<void> {
  const box = form.querySelector<HTMLElement>('[data-similar]')
  if (!box) return
  const space = new FormData(form).get('space')
  const query = new URLSearchParams({ title, in: typeof space === 'string' ? space : '' })
  const answer = await fetch(`${box.dataset['similar']}?${query}`).catch(() => null)
  if (!answer?.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const found = page.querySelector('[data-found]')
  box.querySelector('[data-found]')?.replaceChildren(...(found?.childNodes ?? []))
  box.hidden = !box.querySelector('[data-found] a')
  const says = box.querySelector('[data-says]')
  if (says) says.textContent = page.querySelector('[data-says]')?.textContent ?? ''
}
