import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { createReadableStreamFromReadable } from '@remix-run/node'

/**
 * The web Request of a Node request. Its origin is always PUBLIC_URL: what a client says in Host or X-Forwarded-Host
 * never reaches a link, a redirect or a cache. Throws TypeError for a path that no URL can hold. `req.url` is in
 * origin form.
 */
export function toWebRequest(req: IncomingMessage, res: ServerResponse, publicUrl: string): Request {
  const controller = new AbortController()
  res.on('close', () => {
    if (!res.writableFinished) controller.abort()
  })
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers)) {
    if (value === undefined || name === 'host' || name.startsWith('x-forwarded')) continue
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one)
  }
  // The framework compares it with Origin before an action runs.
  headers.set('host', new URL(publicUrl).host)
  const init: RequestInit & { duplex?: 'half' } = {
    method: req.method ?? 'GET',
    headers,
    signal: controller.signal,
  }
  if (init.method !== 'GET' && init.method !== 'HEAD') {
    init.body = createReadableStreamFromReadable(req)
    init.duplex = 'half'
  }
  return new Request(new URL(publicUrl + (req.url ?? '/')), init)
}

/** Sends a web Response; headers that are set on `res` already stay unless the response has its own. */
export async function sendWebResponse(res: ServerResponse, response: Response): Promise<void> {
  res.statusCode = response.status
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') res.setHeader(name, value)
  }
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) res.setHeader('Set-Cookie', cookies)
  // What is left of a form that was refused half-way is not waited for.
  if (!res.req.complete) res.setHeader('Connection', 'close')
  if (res.destroyed) return void (await response.body?.cancel())
  if (!response.body || res.req.method === 'HEAD') {
    res.end()
    return
  }
  // A page is whole already: one write costs a fraction of piping a web stream.
  const whole = response.headers.get('content-type')?.startsWith('text/html') ?? false
  if (whole) return void res.end(Buffer.from(await response.arrayBuffer()))
  try {
    // As fast as the reader reads, and no faster: a slow one must not fill the memory with a large file.
    await pipeline(Readable.fromWeb(response.body as unknown as NodeStream), res)
  } catch (error) {
    // Who hung up wants no answer.
    if (!res.destroyed || (error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  }
}
