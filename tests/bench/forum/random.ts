/** The same numbers in every run and on every machine. */
export type Random = {
  /** From 0 (included) to 1 (not included). */
  next(): number
  /** A whole number from 0 to `below - 1`. */
  below(below: number): number
  chance(probability: number): boolean
  /** Normally distributed, mean 0, standard deviation 1. */
  normal(): number
}

/** The generator sfc32 (Chris Doty-Humphrey, PractRand; public domain), seeded by one number. */
export function createRandom(seed: number): Random {
  let [a, b, c, count] = [0x9e3779b9, seed | 0, 0x243f6a88, 1]
  const next = () => {
    const sum = (((a + b) | 0) + count) | 0
    count = (count + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 4_294_967_296
  }
  for (let round = 0; round < 15; round++) next()
  return {
    next,
    below: (below) => Math.floor(next() * below),
    chance: (probability) => next() < probability,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  }
}

/**
 * Draws ranks (0 is the most frequent) by the law of Zipf and Mandelbrot: the weight of rank r is 1 / (r + shift)^exponent.
 * One draw costs the same whatever the size (Walker's alias method).
 */
export function createRanks(
  size: number,
  law: { exponent: number; shift: number },
): (random: Random) => number {
  const weights = Float64Array.from({ length: size }, (_, rank) => (rank + law.shift) ** -law.exponent)
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / size
  const share = weights.map((weight) => weight / mean)
  const alias = new Uint32Array(size)
  const small: number[] = []
  const large: number[] = []
  share.forEach((value, rank) => (value < 1 ? small : large).push(rank))
  while (small.length > 0 && large.length > 0) {
    const less = small.pop()!
    const more = large.at(-1)!
    alias[less] = more
    share[more]! -= 1 - share[less]!
    if (share[more]! < 1) small.push(large.pop()!)
  }
  for (const rank of [...small, ...large]) share[rank] = 1
  return (random) => {
    const rank = random.below(size)
    return random.next() < share[rank]! ? rank : alias[rank]!
  }
}
