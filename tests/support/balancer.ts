import { once } from 'node:events'
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export type Balancer = {
  url: string
  /** Which process answered, by its address: the name of a header. */
  servedBy: typeof SERVED_BY
  /** Resolves when the process takes requests, as far as its readiness says. */
  healthy(origin: string): boolean
  close(): Promise<void>
}

const SERVED_BY = 'x-served-by'
const HEALTH_EVERY = 50
const TRY_FOR = 5_000

type Upstream = { origin: string; up: boolean; agent: Agent }

/**
 * What docker/Caddyfile asks of a proxy, on the loopback: requests go to the processes in turn, over connections that are
 * kept; one that is not ready gets none; and what only reads is sent to another when a process went away under it.
 */
export async function startBalancer(origins: readonly string[]): Promise<Balancer> {
  const upstreams: Upstream[] = origins.map((origin) => ({
    origin,
    up: true,
    agent: new Agent({ keepAlive: true }),
  }))
  let turn = 0
  const next = () => {
    const candidates = upstreams.filter(({ up }) => up)
    return candidates[turn++ % Math.max(1, candidates.length)]
  }

  async function forward(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await text(req)
    const until = performance.now() + TRY_FOR
    const mayRepeat = req.method === 'GET' || req.method === 'HEAD'
    while (performance.now() < until) {
      const upstream = next()
      if (!upstream) {
        await new Promise((done) => setTimeout(done, HEALTH_EVERY))
        continue
      }
      try {
        return await exchange(upstream, req, res, body)
      } catch (error) {
        upstream.up = false
        const refused = (error as NodeJS.ErrnoException).code === 'ECONNREFUSED'
        // Once the answer has begun, or when the process may have acted on it, it can't be sent again.
        if (res.headersSent) return void res.destroy()
        if (!mayRepeat && !refused) break
      }
    }
    res.writeHead(502).end()
  }

  const check = async (upstream: Upstream) => {
    const answer = await fetch(`${upstream.origin}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(
      () => null,
    )
    await answer?.body?.cancel()
    upstream.up = answer?.ok === true
  }
  const checking = setInterval(() => upstreams.forEach((one) => void check(one)), HEALTH_EVERY)
  const server = createServer((req, res) => void forward(req, res)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    servedBy: SERVED_BY,
    healthy: (origin) => upstreams.some((one) => one.origin === origin && one.up),
    async close() {
      clearInterval(checking)
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
      for (const { agent } of upstreams) agent.destroy()
    },
  }
}

/** One request to one process; rejects when it breaks before the answer is whole. */
function exchange(
  upstream: Upstream,
  req: IncomingMessage,
  res: ServerResponse,
  body: string,
): Promise<void> {
  return new Promise((done, failed) => {
    const headers = {
      ...req.headers,
      'x-forwarded-for': req.socket.remoteAddress ?? '',
      'x-forwarded-proto': 'http',
    }
    const { method = 'GET', url = '/' } = req
    const sent = request(upstream.origin + url, { method, headers, agent: upstream.agent }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', failed)
      answer.on('end', () => {
        const { connection: _, 'keep-alive': __, ...kept } = answer.headers
        res.writeHead(answer.statusCode ?? 502, { ...kept, [SERVED_BY]: upstream.origin })
        res.end(Buffer.concat(chunks))
        done()
      })
    })
    sent.on('error', failed)
    sent.end(body)
  })
}
