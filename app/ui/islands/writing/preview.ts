import type { Composer } from './composer.ts'
import { sendForm } from './send-form.ts'

/** Shows how the text will look, without leaving the page; where that fails the button does what it does without script. */
export function livePreview(composer: Composer): void {
  const { box, form } = composer
  box.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('button[value=preview]')
    if (!button) return
    event.preventDefault()
    void sendForm(composer, 'preview').then((page) => {
      if (page === 'lost' || page === 'refused') return form.requestSubmit(withoutScript(form, button))
      const preview = page.querySelector('.preview')
      form.querySelector('.preview')?.remove()
      if (preview) box.before(preview)
      preview?.scrollIntoView({ block: 'nearest' })
    })
  })
}

/** A button that does the same, and is not heard by the script. */
function withoutScript(form: HTMLFormElement, { name, value }: HTMLButtonElement): HTMLButtonElement {
  const plain = Object.assign(document.createElement('button'), { name, value, hidden: true })
  form.append(plain)
  return plain
}
