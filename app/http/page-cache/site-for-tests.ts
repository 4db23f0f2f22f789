import { once } from 'node:events'
import { createServer, request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { Bus } from '#app/platform/bus/bus.ts'
import { createAudienceOf } from './audience.ts'
import { createPageCache, type PageCacheOptions, type PageRequest, type RenderedPage } from './page-cache.ts'

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
  /** The body decoded by its Content-Encoding. */
  text: string
}

export type Site = Awaited<ReturnType<typeof startSite>>

/**
 * A server with a page cache in front of a renderer that tests steer: `site.page` changes what it makes, `site.hold()`
 * keeps renders waiting until `release`.
 */
export async function startSite(bus: Bus, options: Partial<PageCacheOptions> = {}) {
  const time = { now: Date.parse('2026-01-01T12:00:00Z') }
  const warnings: unknown[] = []
  const cache = createPageCache({
    bus,
    log: { warn: (details: unknown) => void warnings.push(details) },
    clock: { now: () => new Date(time.now) },
    audienceOf: createAudienceOf({
      cookiePrefix: 'guildhall',
      localeCookie: 'guildhall_locale',
      locales: ['en', 'de'],
      themeCookie: 'guildhall_theme',
      themes: ['auto', 'dark'],
    }),
    parameters: ['after', 'sort'],
    ...options,
  })
  const rendered: PageRequest[] = []
  let gate = Promise.resolve()
  let page: (request: PageRequest, n: number) => Partial<RenderedPage> = () => ({})

  async function render(asked: PageRequest): Promise<RenderedPage> {
    rendered.push(asked)
    const n = rendered.length
    // What a database read sees is settled before it is slow.
    const seen = page(asked, n)
    await gate
    return {
      status: 200,
      headers: { 'Content-Type': 'text/html; charset=utf-8', 'X-Frame-Options': 'DENY' },
      body: Buffer.from(
        `<!doctype html><p>render ${n} of ${JSON.stringify(asked)}</p>${'<p>Grüße</p>'.repeat(200)}`,
      ),
      tags: [],
      freshFor: 60,
      ...seen,
    }
  }

  let arrived = 0
  const server = createServer((req, res) => {
    arrived++
    const extra = ['x-request-id', String(arrived)]
    if (cache.tryServe(req, res, extra)) return
    cache.serve(req, res, render, extra).catch((error: Error) => {
      if (!res.destroyed) res.writeHead(500).end(error.name)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')

  function send(
    path: string,
    { method = 'GET', headers = {} }: { method?: string; headers?: OutgoingHttpHeaders } = {},
  ) {
    return request({
      port: address && typeof address === 'object' ? address.port : 0,
      host: '127.0.0.1',
      path,
      method,
      headers,
      agent: false,
    })
  }

  async function get(path: string, how: Parameters<typeof send>[1] = {}): Promise<Answer> {
    const sent = send(path, how).end()
    const [response] = await once(sent, 'response')
    const chunks: Buffer[] = []
    for await (const chunk of response) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    return {
      status: response.statusCode,
      headers: response.headers,
      body,
      text: decode(body, response.headers),
    }
  }

  return {
    cache,
    time,
    rendered,
    warnings,
    get,
    send,
    arrived: () => arrived,
    set page(next: typeof page) {
      page = next
    },
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      return resolve
    },
    async stop() {
      cache.close()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function decode(body: Buffer, headers: IncomingHttpHeaders): string {
  if (body.length === 0) return ''
  if (headers['content-encoding'] === 'gzip') return gunzipSync(body).toString()
  if (headers['content-encoding'] === 'br') return brotliDecompressSync(body).toString()
  return body.toString()
}
