import { say, tell, type Composer } from './composer.ts'
import type { Drafts } from './drafts.ts'
import type { Uploads } from './file-queue.ts'

/** Milliseconds between two looks whether the server answers again. */
const LOOK_EVERY = 5_000

/**
 * Lets a form go only when it will arrive: after the files that are on their way, and when the server answers. While it does
 * not, the text stays in the box, which says so, and is sent by itself later; the form carries the id of its submission, so
 * that it never posts twice. Who types on meanwhile sends it themselves.
 */
export function sendWhenSafe(composer: Composer, deps: { uploads: Uploads; drafts: Drafts }): void {
  const { form } = composer
  const notice = composer.box.querySelector<HTMLElement>('[data-offline]')
  let safe = false
  let waiting: AbortController | null = null

  form.addEventListener('input', stopWaiting)
  // Before others that listen, so that they know whether it goes.
  form.addEventListener('submit', hold, { capture: true })

  function hold(event: SubmitEvent): void {
    const button = event.submitter as HTMLButtonElement | null
    if (safe || button?.value === 'preview') return
    event.preventDefault()
    stopWaiting()
    void go(button)
  }

  async function go(button: HTMLButtonElement | null): Promise<void> {
    const own = (waiting = new AbortController())
    if (deps.uploads.areGoing()) tell(composer, say(composer, 'waitsForFiles'))
    await deps.uploads.finished()
    while (!own.signal.aborted) {
      const kept = await deps.drafts.keepNow()
      if (own.signal.aborted) return
      if (kept !== 'lost') return letGo(button)
      if (notice) notice.hidden = false
      await untilOnlineOrLater(own.signal)
    }
  }

  function letGo(button: HTMLButtonElement | null): void {
    waiting = null
    if (notice) notice.hidden = true
    safe = true
    form.requestSubmit(button)
    safe = false
  }

  function stopWaiting(): void {
    waiting?.abort()
    waiting = null
    if (notice) notice.hidden = true
  }
}

function untilOnlineOrLater(stopped: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(end, LOOK_EVERY)
    window.addEventListener('online', end)
    stopped.addEventListener('abort', end)
    function end() {
      clearTimeout(timer)
      window.removeEventListener('online', end)
      done()
    }
  })
}
