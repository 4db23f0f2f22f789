import { STATUS_CODES, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** What is wrong with a request that no handler ever sees, as Node calls it. All else is a 400. */
const STATUS: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/** Milliseconds for which the rest of such a request is read, so that its answer arrives. */
const LINGER = 2_000

/**
 * Answers requests that are no HTTP, or larger than the server reads, with a sentence, and hangs up. Node does so too,
 * but hangs up at once: who is still sending then gets a reset in place of the answer, which a proxy tells as its own 502.
 */
export function answerBrokenRequests(http: Server): void {
  const answers = new WeakMap<Socket, ServerResponse>()
  http.prependListener('request', ({ socket }, response: ServerResponse) => {
    answers.set(socket, response)
    response.once('close', () => answers.delete(socket))
  })
  http.on('clientError', (error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket: Socket) => {
    // In the middle of an answer, another one would be read as its end.
    if (!socket.writable || answers.get(socket)?.headersSent) return void socket.destroy()
    const wantsBody = !error.rawPacket?.toString('latin1', 0, 5).startsWith('HEAD ')
    socket.end(answerOf(STATUS[error.code ?? ''] ?? 400, wantsBody))
    socket.resume()
    const timer = setTimeout(() => socket.destroy(), LINGER)
    socket.once('close', () => clearTimeout(timer))
  })
}

function answerOf(status: number, wantsBody: boolean): string {
  const body =
    status === 431 && wantsBody
      ? '<!doctype html><html lang="en"><meta charset="utf-8"><title>Too long</title><h1>That address is too long</h1>\n' +
        '<p>Go back and ask for it in fewer words, or go to the <a href="/">first page</a>.</p></html>\n'
      : ''
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: text/html; charset=utf-8',
    'Cache-Control: no-store',
    "Content-Security-Policy: default-src 'none'",
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  return [...head, '', body].join('\r\n')
}
