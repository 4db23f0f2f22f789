/** Twelve hues, evenly apart, for people. */
const PERSON_HUES = [15, 45, 75, 105, 135, 165, 195, 225, 255, 285, 315, 345]

/** The class that gives an element one of 24 hues, from any angle: 38 → `tint hue-45`. */
export function tint(hue: number): string {
  const step = ((Math.round(hue / 15) * 15) % 360) + 0
  return `tint hue-${step < 0 ? step + 360 : step}`
}

/** The hue of a person or thing: the same letters always give the same one. */
export function hueOf(handle: string): number {
  return PERSON_HUES[hash(handle.toLowerCase()) % PERSON_HUES.length]!
}

/** FNV-1a, 32 bits. */
export function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    value ^= text.charCodeAt(i)
    value = Math.imul(value, 0x01000193)
  }
  return value >>> 0
}
