import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { svgToPng } from '#app/platform/pictures/svg-to-png.ts'
import { fixturesPath } from '#tests/support/fixtures.ts'
import { drawCard } from './draw-card.ts'
import { threadDrawing } from './testing/sample-drawing.ts'

/** What a card may be made of: shapes, and references to its own parts. Nothing that holds words, or fetches anything. */
const ELEMENTS = ['svg', 'g', 'path', 'rect', 'circle', 'defs', 'linearGradient', 'stop', 'mask']

function faultsOf(svg: string): string[] {
  const elements = [...svg.matchAll(/<\/?([^\s/>]+)/g)].map(([, name]) => name ?? '')
  const references = [
    ...svg.matchAll(/(?:href|src|style|on\w+)=|url\((?!#fade\)|#calm\))|&|<!|<\?|NaN|undefined|Infinity/g),
  ]
  return [...elements.filter((name) => !ELEMENTS.includes(name)), ...references.map(([found]) => found)]
}

/** Titles that were meant to do harm, or do it by accident. */
const HOSTILE = [
  '',
  ' ',
  '\u0000',
  '<svg onload=alert(1)><image href="http://127.0.0.1/"/></svg>',
  ']]></style><text>x</text>',
  '"/><use href="file:///etc/passwd"/>',
  '&lt;b&gt; &amp; &#x3c;script&#x3e;',
  '\u202ereversed\u202d \u2067isolated\u2069',
  'Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035a\u032f\u031e\u0320\u034dalgo',
  'a'.repeat(10_000),
  '\u0301'.repeat(10_000),
  'ﷺ'.repeat(300),
  'ཀཱིིུ༹ྨྲྀྀ'.repeat(50),
  '👨‍👩‍👧‍👦'.repeat(200),
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  '\ud800\udc00\ud800',
  '𝓽𝓪𝓾𝓵 𝕋𝕖𝕤𝕥 ﷽ ⸻ 𒐫',
  'لُلُصّبُلُلصّبُررً ॣ ॣh ॣ ॣ 冗',
  'జ్ఞ‌ా',
]

test.each(HOSTILE.map((title) => [JSON.stringify(title.slice(0, 40)), title]))(
  'the title %s draws shapes, and nothing else',
  async (_, title) => {
    const svg = drawCard(threadDrawing(title, { space: title, author: title }))
    expect(faultsOf(svg)).toEqual([])
    expect((await svgToPng(svg)).length).toBeGreaterThan(1_000)
  },
)

test('markup in a title is drawn as it is written', () => {
  expect(drawCard(threadDrawing('<b>'))).not.toBe(drawCard(threadDrawing('b')))
  expect(faultsOf('<svg><text onclick="x">&amp;</text></svg>')).not.toEqual([])
})

test('a title of which nothing can be drawn leaves its place to the space', () => {
  const letters = (title: string) => drawCard(threadDrawing(title)).match(/ d="[^"]{200,}"/g)?.length ?? 0
  expect(letters('தமிழ்')).toBe(letters('Trail talk'))
})

describe('a title from right to left', () => {
  /** How much of what is as light as a title lies in each half of the ground. */
  async function halves(title: string) {
    const picture = await svgToPng(drawCard(threadDrawing(title)))
    const { data, info } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true })
    const light = (left: number) => {
      let count = 0
      for (let y = 120; y < 500; y += 1)
        for (let x = left; x < left + 600; x += 1) if ((data[y * info.width + x] ?? 0) > 200) count += 1
      return count
    }
    return { left: light(0), right: light(600) }
  }

  test('begins at the right, any other at the left', async () => {
    const hebrew = await halves('אוהל')
    expect(hebrew.right).toBeGreaterThan(hebrew.left)
    const latin = await halves('Tent')
    expect(latin.left).toBeGreaterThan(latin.right)
  })
})

const corpus = fixturesPath('corpora/strings/blns.json')
if (!corpus) console.log('Skipped: the list of naughty strings is not at hand (GUILDHALL_FIXTURES)')
test.skipIf(!corpus)('none of the naughty strings draws anything but shapes', () => {
  const strings = JSON.parse(readFileSync(corpus ?? '', 'utf8')) as string[]
  expect(strings.length).toBeGreaterThan(400)
  const faults = strings.flatMap((title) =>
    faultsOf(drawCard(threadDrawing(title))).map((fault) => [title, fault]),
  )
  expect(faults).toEqual([])
})
