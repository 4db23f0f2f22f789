import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { pageNames, renderPage } from './preview/render.tsx'

const UI = resolve(import.meta.dirname, '../../app/ui')
const STYLES = resolve(UI, 'styles')
const styleFiles = readdirSync(STYLES, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.css'),
)
const css = styleFiles
  .map((file) => readFileSync(join(STYLES, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, ''))
  .join('\n')
const html = pageNames.map((name) => renderPage(name, 'en')!).join('\n')
const classesIn = (markup: string) =>
  new Set([...markup.matchAll(/ class="([^"]*)"/g)].flatMap((match) => match[1]!.split(/\s+/)))

/** Names for scripts, tests and themes to hold on to; the default look does not need them. */
const UNSTYLED = /^(rail-list|row-main|people|spaces|locked|lang-\w+|thread|task|footnote-back)$/
/** Looks that no sample shows: the other hues, and what the post pipeline may write. */
const UNSHOWN =
  /^(hue-\d+|tok-\w|emoji|unsized|align-\w+|stop|info|prof-acts|label|link|points|official|small|n|only-wide|no-print)$/

describe.each(pageNames)('the sample page %s', (name) => {
  const page = renderPage(name, 'en')!

  it('has no inline style, script or handler', () => {
    expect(page).not.toMatch(/ style="/)
    expect(page).not.toMatch(/<script(?![^>]* src=)/)
    expect(page).not.toMatch(/ on[a-z]+="/)
  })

  it('has one heading of the first level and skips none', () => {
    const main = page.slice(page.indexOf('<main'), page.indexOf('</main>'))
    const levels = [...main.matchAll(/<h([1-6])[ >]/g)].map((match) => Number(match[1]))
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1)
  })

  it('uses each id once', () => {
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map((match) => match[1])
    expect(ids).toHaveLength(new Set(ids).size)
  })
})

describe('the styles', () => {
  const styled = new Set([...css.matchAll(/\.([a-zA-Z][\w-]*)/g)].map((match) => match[1]!))

  it('know every class that a component writes', () => {
    const unknown = [...classesIn(html)].filter((name) => name && !styled.has(name) && !UNSTYLED.test(name))
    expect(unknown).toEqual([])
  })

  it('carry no class that nothing writes', () => {
    const written = classesIn(html)
    const dead = [...styled].filter(
      (name) => !written.has(name) && !UNSHOWN.test(name) && !/^\d|^(css|svg)$/.test(name),
    )
    expect(dead).toEqual([])
  })

  it('name no raw colour outside tokens, tints and paper', () => {
    const raw = styleFiles
      .filter((file) => !/tokens|tints|print/.test(file))
      .filter((file) =>
        /#[0-9a-f]{3,8}\b|(?:rgb|hsl|oklch)a?\(/i.test(readFileSync(join(STYLES, file), 'utf8')),
      )
    expect(raw).toEqual([])
  })

  it('place by the direction of reading, never by left and right', () => {
    const physical =
      /(?:^|[\s{;])(?:(?:margin|padding|border)-(?:left|right)|left|right|float: *(?:left|right))(?:-\w+)*:/m
    const found = styleFiles.filter((file) => physical.test(readFileSync(join(STYLES, file), 'utf8')))
    expect(found).toEqual([])
  })

  it('stay under 20 kB compressed, theme included', () => {
    const theme = readFileSync(resolve(UI, '../../themes/guildhall/tokens.css'), 'utf8')
    const palette = readFileSync(resolve(UI, '../../themes/guildhall/palette.css'), 'utf8')
    expect(gzipSync(css + theme + palette).length).toBeLessThan(20_000)
  })
})

describe('the icons', () => {
  const drawn = [...readFileSync(resolve(UI, 'icons.svg'), 'utf8').matchAll(/<symbol id="([^"]+)"/g)].map(
    (m) => m[1]!,
  )

  it('are all drawn', () => {
    const used = new Set([...html.matchAll(/<use href="[^"]*#([^"]+)"/g)].map((match) => match[1]!))
    expect([...used].filter((name) => !drawn.includes(name))).toEqual([])
  })

  it('have a name in the type that components use', () => {
    const source = readFileSync(resolve(UI, 'icon.tsx'), 'utf8')
    expect(drawn.filter((name) => !source.includes(`'${name.replace('pic-', '')}'`))).toEqual([])
  })
})
