/**
 * Brand kit → palette. Pure functions, no dependencies. Given one colour (and optionally a second one, a neutral
 * hue and surface lightness) they return every semantic colour for light and dark, solved against WCAG 2.2:
 * text ≥ 4.5:1 on the worst surface it may lie on, secondary ink ≥ 7:1, controls, charts and focus ≥ 3:1.
 */
import { clip, contrast, formatOklch, fromHex, hueGap, solve, type Oklch } from './oklch.ts'

/** What a brand brings. Lightness lists are page, surface, sunken, raised, overlay. */
export interface BrandKit {
  color: string
  accent?: string
  neutralHue?: number
  /** Chroma of the neutrals in light and dark. */
  neutralChroma?: readonly [number, number]
  /** A pale brand keeps its fill; controls are then bounded by `brand-edge`. */
  keepFill?: boolean
  light?: Lightness
  dark?: Lightness
}
export type Mode = 'light' | 'dark'
export type Palette = Record<string, Oklch>
type Lightness = readonly [number, number, number, number, number]

const LIGHT: Lightness = [0.985, 1, 0.96, 1, 1]
const DARK: Lightness = [0.175, 0.21, 0.15, 0.245, 0.27]
const WHITE: Oklch = { l: 1, c: 0, h: 0 }

/** Every colour of the kit in one mode, by token name without the dashes. */
export function palette(kit: BrandKit, mode: Mode): Palette {
  const dark = mode === 'dark'
  const dir = dark ? 1 : -1
  const brand = fromHex(kit.color)
  const accent = kit.accent ? fromHex(kit.accent) : { l: 0.68, c: 0.17, h: (brand.h + 150) % 360 }
  const hue = kit.neutralHue ?? brand.h
  const chroma = dark ? (kit.neutralChroma?.[1] ?? 0.012) : (kit.neutralChroma?.[0] ?? 0.005)
  const lightness = dark ? (kit.dark ?? DARK) : (kit.light ?? LIGHT)
  const neutral = (l: number, c = chroma) => clip({ l, c: l > 0.998 ? 0 : c, h: hue })
  const [page, surface, sunken, raised, overlay] = lightness.map((l) => neutral(l)) as [
    Oklch,
    Oklch,
    Oklch,
    Oklch,
    Oklch,
  ]
  const surfaces = [page, surface, sunken, raised, overlay]
  const black = neutral(0.16, 0.01)

  /** A filled colour with readable text on it: keeps the seed's own lightness where it can. */
  const solid = (seed: Oklch, boundary = 3): [fill: Oklch, on: Oklch] => {
    const holds = (l: number) => {
      const fill = clip({ ...seed, l })
      const readable = Math.max(contrast(fill, WHITE), contrast(fill, black)) >= 4.6
      return readable && contrast(fill, surface) >= boundary
    }
    let l = seed.l
    for (let step = 0; !holds(l) && step < 220; step++) l = Math.min(0.97, Math.max(0.2, l + dir * 0.004))
    const fill = clip({ ...seed, l })
    return [fill, contrast(fill, WHITE) >= 4.6 ? WHITE : black]
  }

  // Text also lies on the brand's soft ground (current row, official post), so that counts as a surface.
  const softChroma = dark ? 0.035 : brand.l > 0.75 ? 0.06 : 0.02
  const brandSoft = clip({
    l: dark ? lightness[1] + 0.085 : 0.945,
    c: Math.min(brand.c, softChroma),
    h: brand.h,
  })
  const grounds = [...surfaces, brandSoft]
  const inkChroma = dark ? 0.012 : 0.02
  const [fill, on] = solid(brand, kit.keepFill ? 1 : 3)
  const hover = on === WHITE ? -0.05 : fill.l > 0.9 ? -0.04 : 0.03

  const tokens: Palette = {
    'surface-page': page,
    surface,
    'surface-sunken': sunken,
    'surface-raised': raised,
    'surface-overlay': overlay,
    ink: neutral(dark ? 0.955 : 0.21, dark ? 0.006 : 0.015),
    'brand-soft': brandSoft,
    'ink-2': solve(grounds, { h: hue, c: inkChroma, l: dark ? 0.6 : 0.62 }, 7, dir),
    'ink-3': solve(grounds, { h: hue, c: inkChroma, l: dark ? 0.5 : 0.72 }, 4.7, dir),
    line: neutral(dark ? lightness[1] + 0.075 : 0.905, chroma * 1.6),
    'line-strong': solve(surfaces, { h: hue, c: 0.014, l: dark ? 0.35 : 0.85 }, 3.1, dir),
    brand: fill,
    'on-brand': on,
    'brand-hover': clip({ ...fill, l: fill.l + hover }),
    // A fill may be paler than the page allows (yellow on white); this edge always reaches 3:1.
    'brand-edge': solve(surfaces, fill, 3.1, dir),
    'brand-ink': solve(
      grounds,
      { ...brand, l: dark ? Math.max(0.6, brand.l) : Math.min(brand.l, 0.7) },
      4.7,
      dir,
    ),
  }
  const family = (name: string, seed: Oklch) => {
    const [familyFill, familyOn] = solid(seed)
    const soft = clip({ l: dark ? lightness[1] + 0.08 : 0.95, c: dark ? 0.05 : 0.035, h: seed.h })
    tokens[name] = familyFill
    tokens[`on-${name}`] = familyOn
    tokens[`${name}-soft`] = soft
    tokens[`${name}-ink`] = solve([...surfaces, soft], { ...seed, l: dark ? 0.66 : 0.62 }, 4.7, dir)
  }
  // A red brand or accent must not read as danger: the danger hue moves away from it.
  const reddish = Math.min(hueGap(brand.h, 25), hueGap(accent.h, 25)) < 18
  family('accent', accent)
  family('positive', { l: 0.56, c: 0.13, h: 152 })
  family('warning', { l: 0.72, c: 0.15, h: 75 })
  family('danger', { l: 0.56, c: 0.2, h: reddish ? 5 : 25 })
  family('info', { l: 0.56, c: 0.13, h: 245 })
  tokens['focus'] = solve(surfaces, { h: hueGap(brand.h, 255) < 40 ? 40 : 255, c: 0.17, l: 0.6 }, 3.1, dir)
  for (const [i, h] of [brand.h, accent.h, 245, 330, 190].entries()) {
    const seed = { h, c: i ? 0.14 : Math.max(0.1, brand.c), l: (dark ? 0.72 : 0.6) - i * 0.02 }
    tokens[`chart-${i + 1}`] = solve([surface, raised], seed, 3.2, dir)
  }
  return tokens
}

type Pair = readonly [foreground: string, ground: string, min: number]
const INKS = [
  'ink',
  'ink-2',
  'ink-3',
  'brand-ink',
  'accent-ink',
  'positive-ink',
  'warning-ink',
  'danger-ink',
  'info-ink',
]
const SURFACES = ['surface-page', 'surface', 'surface-sunken', 'surface-raised', 'surface-overlay']
const FAMILIES = ['brand', 'accent', 'positive', 'warning', 'danger', 'info']

/** Every pair that the components use. A kit that fails one is refused, with the pair named. */
export const PAIRS: readonly Pair[] = [
  ...INKS.flatMap((ink) => SURFACES.map((ground): Pair => [ink, ground, 4.5])),
  ...FAMILIES.flatMap((name): Pair[] => [
    [`on-${name}`, name, 4.5],
    [`${name}-ink`, `${name}-soft`, 4.5],
  ]),
  ['ink', 'brand-soft', 4.5],
  ['ink-2', 'brand-soft', 4.5],
  ['ink-3', 'brand-soft', 4.5],
  ['line-strong', 'surface', 3],
  ['brand-edge', 'surface-page', 3],
  ['focus', 'surface', 3],
  ['focus', 'surface-page', 3],
  ...[1, 2, 3, 4, 5].map((i): Pair => [`chart-${i}`, 'surface', 3]),
]

export interface PairResult {
  mode: Mode
  pair: string
  ratio: number
  min: number
}

/** The contrast of every pair in both modes; a kit passes when no `ratio` is below its `min`. */
export function check(kit: BrandKit): PairResult[] {
  return (['light', 'dark'] as const).flatMap((mode) => {
    const tokens = palette(kit, mode)
    return PAIRS.map(([foreground, ground, min]) => {
      const ratio = contrast(tokens[foreground]!, tokens[ground]!)
      return { mode, pair: `${foreground} on ${ground}`, ratio: Math.round(ratio * 100) / 100, min }
    })
  })
}

/** The palette as CSS declarations, one `light-dark()` pair per token. */
export function paletteCss(kit: BrandKit): string {
  const light = palette(kit, 'light')
  const dark = palette(kit, 'dark')
  return Object.entries(light)
    .map(([name, value]) => `  --${name}: light-dark(${formatOklch(value)}, ${formatOklch(dark[name]!)});`)
    .join('\n')
}
