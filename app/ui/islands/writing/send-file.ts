/** What the server says of a file that it took. */
export type Sent = { href: string; markdown: string; kind: 'picture' | 'file' }

/** `again`: another try may work. `cancelled` is nobody's fault. */
export type FileAnswer = { upload: Sent } | { error: string; again: boolean }

type Way = {
  url: string
  alt: string
  stopped: AbortSignal
  /** Hears how much is there, from 0 to 1. */
  progress(part: number): void
  /** Sentences for what the server does not say itself. */
  words: { lost: string; failed: string }
}

/** Sends one file; never rejects. Only XMLHttpRequest tells how far it is. */
export function sendFile(file: File, way: Way): Promise<FileAnswer> {
  return new Promise((done) => {
    const request = new XMLHttpRequest()
    const fields = new FormData()
    fields.set('alt', way.alt)
    fields.set('file', file)
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      way.progress(total ? loaded / total : 0),
    )
    request.addEventListener('load', () => done(answerOf(request, way.words)))
    request.addEventListener('error', () => done({ error: way.words.lost, again: true }))
    request.addEventListener('abort', () => done({ error: 'cancelled', again: false }))
    if (way.stopped.aborted) return done({ error: 'cancelled', again: false })
    way.stopped.addEventListener('abort', () => request.abort())
    request.open('POST', way.url)
    request.send(fields)
  })
}

/** Worth another try: too many at once, and what the server has no answer to at the moment. */
const AGAIN = new Set([429, 500, 502, 503, 504])

function answerOf({ status, responseText }: XMLHttpRequest, { failed }: Way['words']): FileAnswer {
  try {
    const said = JSON.parse(responseText) as { upload?: Sent; error?: { message?: string } }
    if (status === 201 && said.upload) return { upload: said.upload }
    return { error: said.error?.message ?? failed, again: AGAIN.has(status) }
  } catch {
    return { error: failed, again: AGAIN.has(status) }
  }
}
