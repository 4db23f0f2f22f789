import { createReadStream, existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { drawContour } from '#app/ui/art/contour.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}
/** As strict as the real pages of visitors: an inline style or script shows as an error in the console. */
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
  "form-action 'self'; frame-src https://www.youtube-nocookie.com"
const PHOTO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 450"><path fill="#8fb6d6" d="M0 0h800v450H0z"/>' +
  '<path fill="#b9cbd9" d="m0 190 140-70 120 60 150-90 170 110 220-70v320H0z"/>' +
  '<path fill="#5f7d97" d="m0 330 220-60 210 70 190-60 180 40v130H0z"/><path fill="#e2571e" d="m330 420 60-110 60 110z"/></svg>'

interface Rendered {
  pageNames: string[]
  renderPage(name: string, locale: string): string | null
}
export interface Preview {
  origin: string
  pageNames: readonly string[]
  close(): Promise<void>
}

/**
 * Builds the components with their invented content into `folder` and serves every sample page at
 * `/<page>[?locale=ar]`, without a database. Port 0 takes any free one.
 */
export async function startPreview(folder: string, port: number): Promise<Preview> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    worker: { format: 'es' },
    build: {
      ssr: resolve(import.meta.dirname, 'preview/render.tsx'),
      outDir: folder,
      emptyOutDir: true,
      ssrEmitAssets: true,
      assetsInlineLimit: 0,
      cssMinify: true,
    },
  })
  const rendered: Rendered = await import(pathToFileURL(join(folder, 'render.js')).href)
  const server = createServer((request, response) => answer(request, response, rendered, folder))
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pageNames: rendered.pageNames,
    close: () => new Promise((done) => server.close(() => done()).closeAllConnections()),
  }
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  rendered: Rendered,
  folder: string,
): void {
  const url = new URL(request.url ?? '/', 'http://preview')
  const send = (body: string, type: string) => {
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': POLICY })
    response.end(body)
  }
  const art = /^\/art\/contour\/(\d+)\.svg$/.exec(url.pathname)
  if (art) return send(drawContour(Number(art[1])), 'image/svg+xml')
  if (url.pathname === '/art/photo.svg') return send(PHOTO, 'image/svg+xml')
  const file = join(folder, normalize(url.pathname))
  if (extname(file) && existsSync(file)) {
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
    createReadStream(file).pipe(response)
    return
  }
  const html = rendered.renderPage(url.pathname.slice(1) || 'home', url.searchParams.get('locale') ?? 'en')
  if (html) send(html, 'text/html')
  else response.writeHead(404).end()
}
