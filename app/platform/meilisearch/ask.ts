import { z } from 'zod'
import { MeilisearchAway, MeilisearchRefused } from './errors.ts'

export type Address = { url: string; key: string | undefined }

export type Question<T> = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below the address, without a slash in front. */
  path: string
  body?: unknown
  /** Milliseconds until the whole answer must be there. */
  within: number
  answer: z.ZodType<T>
}

/** Most bytes of an answer: a page of hits has some thousands; the settings of an index a few. */
const MOST_BYTES = 2_000_000

const refusal = z.object({ code: z.string().regex(/^[a-z_]{1,60}$/) })

/**
 * One request and its answer, checked. Throws MeilisearchRefused for a documented no, and MeilisearchAway for
 * everything else that is not the answer. Redirects are not followed: the key goes to the configured address alone.
 */
export async function ask<T>(address: Address, question: Question<T>): Promise<T> {
  const { status, text } = await exchange(address, question)
  const value = parse(text)
  if (status >= 200 && status < 300) {
    const checked = question.answer.safeParse(value)
    if (!checked.success) throw new MeilisearchAway(`the answer ${status} is not one of Meilisearch`)
    return checked.data
  }
  const refused = refusal.safeParse(value)
  // From 500 on it is in trouble, and 429 says so too: whoever asks should turn elsewhere, not mend the question.
  if (status < 400 || status >= 500 || status === 429 || !refused.success)
    throw new MeilisearchAway(`status ${status}`)
  throw new MeilisearchRefused(status, refused.data.code)
}

async function exchange({ url, key }: Address, { method, path, body, within }: Question<unknown>) {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (key) headers['authorization'] = `Bearer ${key}`
  if (body !== undefined) headers['content-type'] = 'application/json'
  try {
    const response = await fetch(new URL(path, url.endsWith('/') ? url : `${url}/`), {
      method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(within),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, text: await readBounded(response) }
  } catch (error) {
    throw new MeilisearchAway(reasonOf(error, within))
  }
}

async function readBounded(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  const pieces: Uint8Array[] = []
  let bytes = 0
  for (;;) {
    const { value } = (await reader?.read()) ?? {}
    if (!value) return Buffer.concat(pieces).toString('utf8')
    bytes += value.byteLength
    if (bytes > MOST_BYTES) {
      await reader?.cancel()
      throw new MeilisearchAway(`an answer of more than ${MOST_BYTES / 1e6} MB`)
    }
    pieces.push(value)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A library's message may hold what it was given (headers, addresses with passwords): only codes pass. */
function reasonOf(error: unknown, within: number): string {
  if (error instanceof MeilisearchAway) return error.reason
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer within ${within} ms`
  const cause: unknown = error instanceof Error ? error.cause : undefined
  const code: unknown = cause instanceof Error ? (cause as { code?: unknown }).code : undefined
  return typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? code : 'the connection broke'
}
