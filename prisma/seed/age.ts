const UNITS: Record<string, number> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_557_600_000,
}
const AGE = /^(?:\d+[mhdwy])+$/

/** Reads how long ago something was, such as `4m`, `3d4h` or `2y`; in milliseconds. Throws on anything else. */
export function parseAge(text: string): number {
  if (!AGE.test(text)) throw new Error(`“${text}” is no age: write it as 4m, 5h, 3d4h, 2w or 1y`)
  return [...text.matchAll(/(\d+)([mhdwy])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * UNITS[unit!]!,
    0,
  )
}
