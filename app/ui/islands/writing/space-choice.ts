import type { Composer } from './composer.ts'
import { sendForm } from './send-form.ts'
import { replaceText } from './text.ts'

/** Parts of the form that are another space's when another one is chosen. */
const PARTS = ['[data-template]', '[data-tags] .hint', '#known-tags']

/** Another space was chosen: its template and its tags come in, unless something was written meanwhile. */
export function followSpace(composer: Composer): void {
  const { form, field } = composer
  const select = form.querySelector<HTMLSelectElement>('select[name=space]')
  select?.addEventListener('change', () => void follow(select))

  async function follow({ value: space }: HTMLSelectElement): Promise<void> {
    if (!space) return
    const before = field.value
    const page = await sendForm(composer, 'space')
    if (page === 'lost' || page === 'refused' || select?.value !== space) return
    for (const part of PARTS)
      form.querySelector(part)?.replaceChildren(...(page.querySelector(part)?.childNodes ?? []))
    for (const name of ['title', 'tags']) {
      const [mine, theirs] = [form, page].map((at) => at.querySelector<HTMLInputElement>(`[name=${name}]`))
      if (mine && theirs && mine.value === '') mine.value = theirs.value
    }
    const text = page.querySelector<HTMLTextAreaElement>('#body')?.value ?? before
    if (field.value === before && text !== before) replaceText(field, [0, before.length], text)
  }
}
