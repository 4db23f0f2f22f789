import guildhall from '#themes/guildhall/theme.json'
import { palette, type BrandKit } from './brandkit.ts'
import { hueOf } from './hue.ts'
import { clip, toHex, type Oklch } from './oklch.ts'

const kit = guildhall.kit as unknown as BrandKit

/** The theme's ground for a hue, as covers have it: `--tint-l` and `--tint-c` in tokens.css. */
const GROUND = { l: 0.44, c: 0.085 }

/**
 * The colours of a share picture as `#rrggbb`: light, as previews stand on pages of either kind. The ground has the hue
 * of a space in one of the 24 steps that pages have, or the brand's own colour.
 */
export function cardColors(of: { hue: number | null; handle: string }) {
  const tokens = palette(kit, 'light')
  const token = (name: string): Oklch => tokens[name] ?? { l: 0, c: 0, h: 0 }
  const hex = (l: number, c: number, h: number) => toHex(clip({ l, c, h }))
  const brand = token('brand')
  const hue = of.hue === null ? null : Math.round(of.hue / 15) * 15
  const person = hueOf(of.handle)
  return {
    ground: hue === null ? toHex(brand) : hex(GROUND.l, GROUND.c, hue),
    onGround: '#ffffff',
    bar: toHex(token('surface')),
    ink: toHex(token('ink')),
    ink2: toHex(token('ink-2')),
    brand: toHex(brand),
    onBrand: toHex(token('on-brand')),
    accent: toHex(token('accent')),
    avatar: { ground: hex(0.94, 0.035, person), ink: hex(0.42, 0.1, person) },
  }
}
