import { encode } from 'blurhash'

export type Placeholder = {
  /** https://blurha.sh, of 4 × 3 or 3 × 4 waves. */
  blurhash: string
  /** The angle of the picture's colour on the OKLCH wheel; null where it is grey. */
  hue: number | null
}

/** Chroma below which a colour has no hue that anybody would name. */
const GREY = 0.02

/** What stands in for a picture while it loads, from a few of its pixels (RGBA, 8 bits). */
export function placeholderOf(pixels: Uint8ClampedArray, width: number, height: number): Placeholder {
  const [x, y] = width >= height ? [4, 3] : [3, 4]
  return { blurhash: encode(pixels, width, height, x, y), hue: hueOf(pixels) }
}

/** The hue of the mean in OKLab, where opposite colours cancel out as they do for the eye. */
function hueOf(pixels: Uint8ClampedArray): number | null {
  let [a, b, weight] = [0, 0, 0]
  for (let at = 0; at < pixels.length; at += 4) {
    const alpha = pixels[at + 3]! / 255
    const [pa, pb] = oklabAb(pixels[at]!, pixels[at + 1]!, pixels[at + 2]!)
    a += pa * alpha
    b += pb * alpha
    weight += alpha
  }
  if (weight === 0 || Math.hypot(a, b) / weight < GREY) return null
  return Math.round((Math.atan2(b, a) * 180) / Math.PI + 360) % 360
}

/** https://bottosson.github.io/posts/oklab/ */
function oklabAb(red: number, green: number, blue: number): [number, number] {
  const [r, g, b] = [red, green, blue].map(linear) as [number, number, number]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function linear(value: number): number {
  const share = value / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}
