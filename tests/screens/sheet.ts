import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'

export type Picture = { page: string; mode: string; width: number; file: string }

/** How much smaller the pictures are on the sheet. */
const SCALE = 0.28
const STYLE =
  'body{margin:16px;font:14px sans-serif;background:#888}div{display:flex;gap:8px;align-items:start}' +
  'figure{margin:0}figcaption{font-size:11px}img{display:block;height:auto}'

/** Lays the pictures of `folder` out, a row per page, as `index.html` (each leads to its picture) and `sheet.png`. */
export async function layOut(browser: Browser, folder: string, pictures: readonly Picture[]): Promise<void> {
  const rows = Map.groupBy(pictures, (picture) => picture.page)
  const html = [...rows].map(
    ([page, row]) => `<h2 id="${page}">${page}</h2><div>${row.map(figure).join('')}</div>`,
  )
  const index = join(folder, 'index.html')
  await writeFile(index, `<!doctype html><meta charset="utf-8"><style>${STYLE}</style>${html.join('')}`)
  const widest = Math.max(
    ...[...rows.values()].map((row) => row.reduce((sum, { width }) => sum + width * SCALE + 8, 32)),
  )
  const sheet = await browser.newPage({ viewport: { width: Math.ceil(widest), height: 900 } })
  await sheet.goto(pathToFileURL(index).href, { waitUntil: 'load' })
  await sheet.screenshot({ path: join(folder, 'sheet.png'), fullPage: true })
  await sheet.close()
}

const figure = ({ mode, width, file }: Picture) =>
  `<figure><figcaption>${mode}</figcaption><a href="${file}"><img src="${file}" width="${width * SCALE}"></a></figure>`
