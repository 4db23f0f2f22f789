import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { check, PAIRS, palette, type BrandKit } from './brandkit.ts'
import { contrast, fromHex, toHex } from './oklch.ts'
import { paletteFile } from './palette-file.ts'

const THEMES = resolve(import.meta.dirname, '../../themes')
const kitOf = (id: string): BrandKit =>
  JSON.parse(readFileSync(resolve(THEMES, id, 'theme.json'), 'utf8')).kit
const failing = (kit: BrandKit) => check(kit).filter(({ ratio, min }) => ratio < min)

const themes = readdirSync(THEMES, { withFileTypes: true }).filter((entry) => entry.isDirectory())

describe.each(themes.map((entry) => entry.name))('theme %s', (id) => {
  it('reaches the contrast of all 69 pairs in light and dark', () => {
    expect(PAIRS).toHaveLength(69)
    expect(check(kitOf(id))).toHaveLength(138)
    expect(failing(kitOf(id))).toEqual([])
  })

  it('ships the palette that its kit gives', () => {
    expect(readFileSync(resolve(THEMES, id, 'palette.css'), 'utf8')).toBe(paletteFile(kitOf(id)))
  })
})

describe('a brand kit', () => {
  it.each([
    '#000000',
    '#ffffff',
    '#808080',
    '#ff0000',
    '#00ff00',
    '#0000ff',
    '#ffff00',
    '#ff00ff',
    '#00ffff',
    '#c9f227',
  ])('makes a readable palette of %s', (color) => expect(failing({ color })).toEqual([]))

  it('keeps the colour of the brand where white text is readable on it', () => {
    expect(toHex(palette({ color: '#0d6149' }, 'light')['brand']!)).toBe('#0d6149')
  })

  it('moves danger away from a red brand', () => {
    expect(palette({ color: '#d7263d' }, 'light')['danger']!.h).toBe(5)
    expect(palette({ color: '#0d6149' }, 'light')['danger']!.h).toBe(25)
  })

  it('lets a pale brand keep its fill and bounds it by an edge of 3:1', () => {
    const tokens = palette({ color: '#ffc61a', keepFill: true }, 'light')
    expect(toHex(tokens['brand']!)).toBe('#ffc61a')
    expect(contrast(tokens['brand-edge']!, tokens['surface']!)).toBeGreaterThanOrEqual(3)
  })
})

describe('colours', () => {
  it('measures contrast as WCAG does', () => {
    expect(contrast(fromHex('#ffffff'), fromHex('#000000'))).toBeCloseTo(21, 5)
    expect(contrast(fromHex('#777777'), fromHex('#ffffff'))).toBeCloseTo(4.48, 2)
  })

  it.each(['#0d6149', '#e2571e', '#123456', '#fedcba'])('reads and writes %s without loss', (hex) => {
    expect(toHex(fromHex(hex))).toBe(hex)
  })
})
