import type { Refusal } from './request-limits.ts'

/** What an error page may tell: a code that picks the words, and for 400 the sentence that helps. */
export type ErrorView = {
  kind: 'bad-request' | 'sign-in' | 'refused' | 'not-found' | 'too-many' | 'unavailable'
  hint?: string
}

const answer = (status: number, view: ErrorView, headers?: HeadersInit) =>
  new Response(JSON.stringify(view), {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  })

/** 400: the address or what was sent can't be understood. `hint` says what to change, in the reader's words. */
export const badRequest = (hint?: string) =>
  answer(400, hint ? { kind: 'bad-request', hint } : { kind: 'bad-request' })

/** 413: more than one upload may have. */
export const tooLarge = () =>
  answer(413, {
    kind: 'bad-request',
    hint: 'That is more than one upload may have. Make the file smaller and send it again.',
  })

/** 403, only where existence is no secret: the page says how to get in. */
export const forbidden = (_who: 'members') => answer(403, { kind: 'sign-in' })

/** 403, for who sees a thing and may not do this with it; `hint` says why, in the reader's words. */
export const refusedAct = (hint: string) => answer(403, { kind: 'refused', hint })

/** 404, for what doesn't exist and for what the reader may not know of. The two must not differ. */
export const notFound = () => answer(404, { kind: 'not-found' })

/** 429: more than the asker may do, or (503) than there is room for now; `seconds` says when it is worth another try. */
export const tooMany = ({ because, seconds }: Refusal) =>
  answer(because === 'own' ? 429 : 503, { kind: 'too-many' }, { 'Retry-After': String(seconds) })

/** 503: the database is away; it comes back alone. */
export const unavailable = () => answer(503, { kind: 'unavailable' }, { 'Retry-After': '5' })
