import type { IncomingMessage } from 'node:http'
import { badRequest, tooLarge } from './errors.ts'
import { MOST_UPLOAD_BODY } from './read-upload.server.ts'
import { isSameOrigin } from './same-origin.ts'

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])

/** Largest body of a form, in bytes. */
const MAX_BODY = 1_000_000
/** Forms with a file, which are read piece by piece. */
const UPLOADS = /^\/(?:uploads(?:\.json)?|you\/avatar)$/

/** Refuses what no route should ever see, with a page that says what to do; null lets the request through. */
export function refuse(req: IncomingMessage, publicUrl: string): Response | null {
  const method = req.method ?? 'GET'
  if (!methods.has(method)) return status(405, 'This address can be read and sent forms to, nothing else.')
  const url = parse(req.url ?? '/', publicUrl)
  if (!url) return badRequest('The address has characters that no page has. Check it for stray % signs.')
  // The framework still answers this old way to ask a single loader, past its own checks.
  if (url.searchParams.has('_data')) return badRequest('Addresses with “_data” are not served.')
  if (!isSameOrigin(method, req.headers, new URL(publicUrl).origin)) {
    return status(403, 'This form was sent from another site. Open the page here and send it again.')
  }
  const bytes = Number(req.headers['content-length'] ?? 0)
  if (UPLOADS.test(url.pathname)) return bytes > MOST_UPLOAD_BODY ? tooLarge() : null
  if (bytes > MAX_BODY) {
    return status(413, 'That is more than one form may carry (1 MB). Shorten the text and send it again.')
  }
  return null
}

function status(code: number, hint: string): Response {
  return new Response(JSON.stringify({ kind: 'bad-request', hint }), {
    status: code,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  })
}

function parse(target: string, publicUrl: string): URL | null {
  if (!target.startsWith('/')) return null
  try {
    const path = decodeURIComponent(target.split('?', 1)[0] ?? '')
    // Control characters are in no address of ours, and PostgreSQL refuses NUL in text. What begins with two slashes
    // once it is decoded would be taken for a host.
    return /[\u0000-\u001f\u007f]|^\/[/\\]/.test(path) ? null : new URL(publicUrl + target)
  } catch {
    return null
  }
}
