import type { Composer } from './composer.ts'

/** Milliseconds of quiet before a title is looked up. */
const LOOK_AFTER = 400

/** Shows what sounds like the title, while one types it. */
export function findSimilar({ form }: Composer): void {
  let timer = 0
  form.addEventListener('input', ({ target }) => {
    const field = target as HTMLInputElement
    if (field.name !== 'title') return
    clearTimeout(timer)
    timer = window.setTimeout(() => void look(form, field.value), LOOK_AFTER)
  })
}

async function look(form: HTMLFormElement, title: string): Promise<void> {
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
