import type { IncomingMessage, ServerResponse } from 'node:http'
import { createReadableStreamFromReadable, writeReadableStreamToWritable } from '@remix-run/node'

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
  if (!response.body || res.req.method === 'HEAD') {
    res.end()
    return
  }
  // A page is whole already: one write costs a fraction of piping a web stream.
  const whole = response.headers.get('content-type')?.startsWith('text/html') ?? false
  if (whole) res.end(Buffer.from(await response.arrayBuffer()))
  else await writeReadableStreamToWritable(response.body, res)
}
