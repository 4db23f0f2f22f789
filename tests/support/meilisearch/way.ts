import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'

/** Milliseconds: less than is waited for one answer, and more than half of it. */
const SLOW = 250

/** What may be wrong on the way to a server. */
export type Trouble =
  /** Takes connections and requests, and never says a word. */
  | 'frozen'
  /** The answer ends in the middle. */
  | 'half'
  /** The answer never ends: a byte now and then. */
  | 'drip'
  /** The answer never ends, as fast as it can. */
  | 'flood'
  /** Every answer is right, and comes a good while after its question. */
  | 'slow'
  | { status: number; body: string; headers?: Record<string, string> }

/**
 * A way to a Meilisearch (the real one or the small one) on which things go wrong on demand. `asked` has every request
 * that came by, with its headers and body.
 */
export async function openWay(target: string) {
  let trouble: ((request: IncomingMessage) => Trouble | null) | null = null
  const asked: { method: string; path: string; headers: IncomingMessage['headers']; body: string }[] = []

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '/'
    const pieces: Buffer[] = []
    for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece)
    const body = Buffer.concat(pieces)
    const method = request.method ?? 'GET'
    asked.push({ method, path, headers: request.headers, body: body.toString('utf8') })
    const now = trouble?.(request) ?? null
    if (now === 'slow') await setTimeout(SLOW)
    else if (now !== null) return disturb(now, response)
    const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers
    const answer = await fetch(target + path, {
      method,
      headers: headers as Record<string, string>,
      ...(body.length > 0 ? { body } : {}),
    })
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(await answer.text())
  }

  const listen = async (port: number): Promise<Server> => {
    const server = createServer((request, response) => {
      serve(request, response).catch(() => response.destroy())
    })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return server
  }
  const close = async (server: Server) => {
    server.closeAllConnections()
    if (server.listening) await new Promise((done) => server.close(done))
  }

  let server = await listen(0)
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    /** From now on; a function decides for each request. */
    disturb(what: Trouble | ((request: IncomingMessage) => Trouble | null)) {
      trouble = typeof what === 'function' ? what : () => what
    },
    /** Nobody listens any more. */
    vanish: () => close(server),
    /** All is well again, after whatever. */
    async heal() {
      trouble = null
      if (!server.listening) server = await listen(port)
    },
    close: () => close(server),
  }
}

function disturb(trouble: Exclude<Trouble, 'slow'>, response: ServerResponse): void {
  if (trouble === 'frozen') return
  if (typeof trouble === 'object') {
    response.writeHead(trouble.status, { 'content-type': 'application/json', ...trouble.headers })
    response.end(trouble.body)
    return
  }
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100_000_000 })
  response.write('{"hits":[')
  if (trouble === 'half') setImmediate(() => response.destroy())
  if (trouble === 'drip') {
    const timer = setInterval(() => response.write(' '), 50)
    response.on('close', () => clearInterval(timer))
  }
  if (trouble === 'flood') {
    const pour = () => {
      while (!response.destroyed && response.write(' '.repeat(65_536)));
    }
    response.on('drain', pour)
    pour()
  }
}
