/** A colour in OKLCH: lightness 0–1, chroma, hue in degrees. */
export interface Oklch {
  l: number
  c: number
  h: number
}

const linear = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
const gamma = (v: number) => (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055)
const clamp = (v: number) => Math.min(1, Math.max(0, v))

/** Linear sRGB, not clamped: values outside 0–1 mean that the colour does not exist in sRGB. */
function toLinearRgb({ l, c, h }: Oklch): [number, number, number] {
  const a = c * Math.cos((h * Math.PI) / 180)
  const b = c * Math.sin((h * Math.PI) / 180)
  const L = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const M = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const S = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * L - 3.3077115913 * M + 0.2309699292 * S,
    -1.2684380046 * L + 2.6097574011 * M - 0.3413193965 * S,
    -0.0041960863 * L - 0.7034186147 * M + 1.707614701 * S,
  ]
}

const inGamut = (color: Oklch) => toLinearRgb(color).every((v) => v > -0.0005 && v < 1.0005)

/** Keeps lightness and hue, gives up chroma until the colour exists in sRGB. */
export function clip(color: Oklch): Oklch {
  let c = color.c
  while (c > 0 && !inGamut({ ...color, c })) c -= 0.002
  return { ...color, c: Math.max(0, c) }
}

function luminance(color: Oklch): number {
  const [r, g, b] = toLinearRgb(color).map(clamp) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** The WCAG contrast ratio of two colours, 1–21. */
export function contrast(a: Oklch, b: Oklch): number {
  const x = luminance(a)
  const y = luminance(b)
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

/** Reads `#rrggbb`. */
export function fromHex(hex: string): Oklch {
  const [r, g, b] = [1, 3, 5].map((i) => linear(parseInt(hex.slice(i, i + 2), 16) / 255)) as [
    number,
    number,
    number,
  ]
  const L = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const M = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const S = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const l = 0.2104542553 * L + 0.793617785 * M - 0.0040720468 * S
  const a = 1.9779984951 * L - 2.428592205 * M + 0.4505937099 * S
  const bb = 0.0259040371 * L + 0.7827717662 * M - 0.808675766 * S
  return { l, c: Math.hypot(a, bb), h: ((Math.atan2(bb, a) * 180) / Math.PI + 360) % 360 }
}

/** `#rrggbb`, for the places that know no OKLCH (theme-color, icons). */
export function toHex(color: Oklch): string {
  const channels = toLinearRgb(color).map((v) => Math.round(gamma(clamp(v)) * 255))
  return '#' + channels.map((v) => v.toString(16).padStart(2, '0')).join('')
}

export const formatOklch = (color: Oklch) =>
  `oklch(${color.l.toFixed(3)} ${color.c.toFixed(3)} ${Math.round(color.h)})`

/** Walks lightness away from the grounds until the ratio holds on all of them; −1 darkens, 1 lightens. */
export function solve(grounds: readonly Oklch[], seed: Oklch, ratio: number, direction: number): Oklch {
  for (let l = seed.l; l >= 0 && l <= 1; l += direction * 0.004) {
    const color = clip({ ...seed, l })
    if (grounds.every((ground) => contrast(color, ground) >= ratio)) return color
  }
  return { l: direction < 0 ? 0 : 1, c: 0, h: seed.h }
}

/** The distance of two hues on the circle, 0–180. */
export const hueGap = (a: number, b: number) => Math.abs(((a - b + 540) % 360) - 180)
