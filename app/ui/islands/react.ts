/**
 * Answers a reaction in place: the form is sent as the page would send it, and the new one stands where it was. Where that
 * fails, the form is sent the plain way, which says why.
 */
export function reactInPlace(event: SubmitEvent): void {
  const { target: form, submitter } = event
  if (!(form instanceof HTMLFormElement) || !form.matches('[data-reacts]') || !submitter) return
  event.preventDefault()
  // One at a time: what comes meanwhile was meant for the buttons that were there.
  if (form.ariaBusy === 'true') return
  form.ariaBusy = 'true'
  void send(form, submitter)
}

async function send(form: HTMLFormElement, submitter: HTMLElement): Promise<void> {
  const fields = new FormData(form, submitter)
  // Back comes the small page about the reactions, not the whole conversation.
  fields.set('to', new URL(form.action).pathname)
  const body = new URLSearchParams([...fields].map(([name, value]) => [name, String(value)]))
  const answer = await fetch(form.action, { method: 'POST', body }).catch(() => null)
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null
  const fresh = page?.querySelector<HTMLFormElement>('form[data-reacts]')
  if (!fresh) {
    form.removeAttribute('data-reacts')
    form.requestSubmit(submitter)
    return
  }
  const focused = form.contains(document.activeElement)
  form.replaceWith(fresh)
  if (focused) buttonOf(fresh, submitter.dataset['emoji'])?.focus()
}

/** The button of the same reaction; where it went back behind the others, what opens those. */
function buttonOf(form: HTMLFormElement, emoji: string | undefined): HTMLElement | null {
  const button = [...form.querySelectorAll<HTMLElement>('[data-emoji]')].find(
    (one) => one.dataset['emoji'] === emoji,
  )
  return button?.closest('details') ? form.querySelector('summary') : (button ?? null)
}
