/**
 * The components with invented content, without a database: `node tests/screens/preview.ts [port]` builds them and
 * serves every sample page at http://127.0.0.1:<port>/<page>[?locale=ar].
 */
import { createReadStream, existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

const ROOT = resolve(import.meta.dirname, '../..')
const OUT = resolve(ROOT, 'tests/output/preview')
const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}
const CSP =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'"

const PHOTO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 450"><path fill="#8fb6d6" d="M0 0h800v450H0z"/>' +
  '<path fill="#b9cbd9" d="m0 190 140-70 120 60 150-90 170 110 220-70v320H0z"/>' +
  '<path fill="#5f7d97" d="m0 330 220-60 210 70 190-60 180 40v130H0z"/><path fill="#e2571e" d="m330 420 60-110 60 110z"/></svg>'

interface Rendered {
  pageNames: string[]
  renderPage(name: string, locale: string): string | null
  drawContour(seed: number): string
}

await build({
  configFile: false,
  root: ROOT,
  logLevel: 'warn',
  publicDir: 'public',
  worker: { format: 'es' },
  build: {
    ssr: resolve(import.meta.dirname, 'preview/render.tsx'),
    outDir: OUT,
    emptyOutDir: true,
    ssrEmitAssets: true,
    copyPublicDir: true,
    assetsInlineLimit: 0,
    cssMinify: true,
  },
})
const rendered: Rendered = await import(pathToFileURL(join(OUT, 'render.js')).href)

createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://preview')
  const send = (body: string, type: string) =>
    response
      .writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': CSP })
      .end(body)
  const art = /^\/art\/contour\/(\d+)\.svg$/.exec(url.pathname)
  if (art) return send(rendered.drawContour(Number(art[1])), 'image/svg+xml')
  if (url.pathname === '/art/photo.svg') return send(PHOTO, 'image/svg+xml')
  const file = join(OUT, normalize(url.pathname))
  if (extname(file) && file.startsWith(OUT) && existsSync(file)) {
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
    return createReadStream(file).pipe(response)
  }
  const html = rendered.renderPage(url.pathname.slice(1) || 'home', url.searchParams.get('locale') ?? 'en')
  return html ? send(html, 'text/html') : response.writeHead(404).end()
}).listen(Number(process.argv[2] ?? 4400), '127.0.0.1', () => console.log(rendered.pageNames.join(' ')))
