import { expect, test } from 'vitest'
import { cleanText } from './clean-text.ts'
import { directionOf } from './directions.ts'
import { setText } from './pen.ts'
import { setLine } from './set-line.ts'

const room = { style: 'display' as const, width: 1056, height: 312, sizes: [128, 92, 68, 46], lines: 3 }

/** Titles as they are written in each script that there are fonts for. */
const SCRIPTS: Record<string, string> = {
  Latin: 'Eleven nights on the ridge – “café”, naïve, Øre & Łódź: 20 °C?',
  Vietnamese: 'Tiếng Việt: những con đường mòn',
  German: 'Straßen, Höhen & Brücken',
  Cyrillic: 'Привет, мир! Їжак № 5',
  Greek: 'Ελληνικά μονοπάτια',
  Arabic: 'كيف تحافظون على جفاف الخيمة؟',
  Persian: 'می‌خواهم پیاده بروم',
  Hebrew: 'איך שומרים על אוהל יבש?',
  Devanagari: 'बारिश की रात में तंबू को सूखा कैसे रखें?',
  Thai: 'ทำอย่างไรให้เต็นท์แห้ง',
  Japanese: '冬の山小屋で、ストーブの火を絶やさない「コツ」は？',
  Chinese: '雨夜里怎样保持帐篷干燥？',
  Korean: '비 오는 밤 텐트를 마른 상태로',
  signs: 'A → B: 3 × 4 ≠ 11 ★ ♪ €',
  emoji: 'Packed 🎒🔥👨‍👩‍👧🇩🇪',
}

test.each(Object.entries(SCRIPTS))('%s is drawn whole, without an empty box', (_, title) => {
  expect(cleanText(title, 'display')).toBe(title.normalize('NFC'))
  for (const style of ['display', 'text', 'strong'] as const) {
    const line = setLine(cleanText(title, style), style, directionOf(title))
    expect(line.missing).toBe(0)
    expect(line.width).toBeGreaterThan(3)
  }
})

test('letters from right to left begin at the right, and numbers among them keep their order', () => {
  /** Where each glyph stands, from left to right. */
  const places = (text: string) =>
    [
      ...setLine(text, 'display', 'rtl')
        .draw(0, 0, 100)
        .matchAll(/translate\(([-\d.]+)[^>]* d="([^"]*)"/g),
    ].map(([, x, outline]) => ({ x: Number(x), outline }))
  const outline = (text: string) => places(text)[0]?.outline
  const line = places('אב 12')
  expect(line.map((one) => one.outline)).toEqual([outline('1'), outline('2'), outline('ב'), outline('א')])
  expect(line.map(({ x }) => x)).toEqual(line.map(({ x }) => x).sort((a, b) => a - b))
})

test('letters of Arabic hang together', () => {
  const glyphs = (text: string) =>
    setLine(text, 'display', 'rtl')
      .draw(0, 0, 100)
      .match(/ d="[^"]*"/g) ?? []
  const apart = ['ب', 'ي', 'ت'].flatMap(glyphs)
  expect(glyphs('بيت').some((one) => !apart.includes(one))).toBe(true)
})

test('a short title is large, a longer one smaller, and one that is too long ends in three lines', () => {
  const short = setText('Tents', room)
  const long = setText('word '.repeat(20), room)
  const endless = setText('word '.repeat(60), room)
  expect(short).toMatchObject({ size: 128 })
  expect(long.size).toBeLessThan(short.size)
  expect(long.lines.length).toBeLessThanOrEqual(3)
  expect(endless).toMatchObject({ size: 46 })
  expect(endless.lines).toHaveLength(3)
})

test.each([
  ['words', 'word '.repeat(60)],
  ['one word of 500 letters', 'a'.repeat(500)],
  ['wide letters', 'W'.repeat(300)],
  ['Han without a space', '雨'.repeat(300)],
  ['Arabic', 'كيف '.repeat(80)],
  ['emoji', '🔥'.repeat(200)],
])('no line of %s is wider than its room', (_, title) => {
  const { lines, size } = setText(title, room)
  expect(lines).toHaveLength(3)
  for (const line of lines) expect(line.width * size).toBeLessThanOrEqual(room.width + 1)
})

test('what was cut says so', () => {
  const dots =
    setLine('…', 'display', 'ltr')
      .draw(0, 0, 100)
      .match(/ d="[^"]*"/)?.[0] ?? 'none'
  const last = (text: string) => setText(text, room).lines.at(-1)?.draw(0, 0, 100) ?? ''
  expect(last('word '.repeat(60))).toContain(dots)
  expect(last('word '.repeat(20))).not.toContain(dots)
})

test('a word is broken only where there is no size at which it is whole', () => {
  const { size, lines } = setText('Donaudampfschifffahrtsgesellschaft', room)
  expect(lines).toHaveLength(1)
  expect(size).toBeLessThan(128)
  expect(setText('Donaudampfschifffahrtsgesellschaft'.repeat(3), room).lines.length).toBeGreaterThan(1)
})

test.each([
  ['control characters', 'a\u0000b\u0007\u001b[31mc', 'ab[31mc'],
  ['overrides of direction', 'user\u202egpj.exe\u202c \u2066x\u2069', 'usergpj.exe x'],
  ['invisible signs', 'a\u200bb\ufeffc\u00add', 'abcd'],
  ['halves of surrogates', 'a\ud83db', 'ab'],
  ['private and unassigned signs', 'a\ue000b\u{e0001}c\u{10ffff}', 'abc'],
  ['lines', 'a\n\n b\t\tc\u2028d', 'a b c d'],
  ['scripts without a font', 'Tamil தமிழ் here', 'Tamil here'],
  ['heaps of marks', `Z${'\u0335\u0321\u0301'.repeat(40)}x`, 'Zx'],
  ['marks and fillers without a letter', ' \u200b \u0301 \u3164\u115f \ufe0f', ''],
])('%s are left out', (_, text, expected) => {
  expect(cleanText(text, 'display')).toBe(expected)
})
