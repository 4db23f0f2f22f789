import type { Composer } from './composer.ts'
import { withoutUnfinished } from './unfinished.ts'

/** The page that came back; `refused` where the server said no, `lost` where nobody answered. */
export type Answer = Document | 'refused' | 'lost'

/** What gateways say while the server is away. */
const AWAY = new Set([502, 503, 504])

/** Sends the form of a composer by one of its buttons, in the background, and reads the page that comes back. */
export async function sendForm({ form }: Composer, button: 'draft' | 'preview' | 'space'): Promise<Answer> {
  const fields = new URLSearchParams()
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string') fields.set(name, name === 'body' ? withoutUnfinished(value) : value)
  fields.set('do', button)
  const answer = await fetch(form.action, { method: 'POST', body: fields }).catch(() => null)
  if (!answer || AWAY.has(answer.status)) return 'lost'
  return answer.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : 'refused'
}
