import { createServer, type RequestListener } from 'node:http'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Bus } from '#app/platform/bus/bus.ts'
import { systemClock } from '#app/platform/clock.ts'
import { createAudienceOf } from './audience.ts'
import { createPageCache } from './page-cache.ts'

/** About what a thread of 20 posts weighs. */
const words = Array.from({ length: 6_000 }, (_, i) => `<p>${((i * 7_919) % 4_001).toString(36)} posts</p>`)
const page = Buffer.from(`<!doctype html>${words.join('\n')}`)

function bare(): RequestListener {
  const bodies: Record<string, Buffer> = {
    br: brotliCompressSync(page),
    gzip: gzipSync(page),
    identity: page,
  }
  return (req, res) => {
    const encoding = String(req.headers['accept-encoding'])
    const body = bodies[encoding] ?? page
    const type = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': body.length }
    res.writeHead(200, encoding === 'identity' ? type : { ...type, 'Content-Encoding': encoding })
    res.end(body)
  }
}

function cached(): RequestListener {
  // Nothing is purged here, so nothing has to be heard.
  const bus: Pick<Bus, 'subscribe' | 'onReset' | 'publish'> = {
    subscribe: () => () => undefined,
    onReset: () => () => undefined,
    publish: async () => undefined,
  }
  const cache = createPageCache({
    bus,
    log: console,
    clock: systemClock,
    audienceOf: createAudienceOf({
      cookiePrefix: 'guildhall',
      localeCookie: 'guildhall_locale',
      locales: ['en', 'de'],
      themeCookie: 'guildhall_theme',
      themes: ['auto', 'light', 'dark'],
    }),
    parameters: [],
  })
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:",
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  }
  const render = async () => ({ status: 200, headers, body: page, tags: ['thread:12'], freshFor: 3_600 })
  let requests = 0
  return (req, res) => {
    const extra = ['x-request-id', `request-${requests++}`]
    if (!cache.tryServe(req, res, extra)) void cache.serve(req, res, render, extra)
  }
}

const server = createServer(process.argv[2] === 'bare' ? bare() : cached()).listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' ? address?.port : null)
})

process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.(user + system)
})
