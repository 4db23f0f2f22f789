import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { drawContour } from './contour.ts'
import { contourLines } from './marching-squares.ts'

it('always draws the same map for a seed, and another for another', () => {
  expect(drawContour(7)).toBe(drawContour(7))
  expect(drawContour(7)).not.toBe(drawContour(8))
})

it.each([0, 1, 42, 2 ** 31, -5, 4_000_000_000, Number.MAX_SAFE_INTEGER])(
  'draws a whole map for %d',
  (seed) => {
    const svg = drawContour(seed)
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="22 20 756 360".*<\/svg>$/)
    expect(svg).not.toMatch(/NaN|Infinity|undefined/)
    expect(svg.match(/ d="M/g)).toHaveLength(3)
  },
)

it('stays small enough for a list of them', () => {
  const sizes = Array.from({ length: 50 }, (_, seed) => gzipSync(drawContour(seed)).length)
  expect(Math.max(...sizes)).toBeLessThan(6_000)
})

it('rings a single hill with one closed line', () => {
  const hill = [
    [0, 0, 0],
    [0, 2, 0],
    [0, 0, 0],
  ]
  const [ring, ...more] = contourLines(hill, 1)
  expect(more).toEqual([])
  expect(ring).toHaveLength(5)
  expect(ring!.at(0)).toEqual(ring!.at(-1))
  expect(ring).toContainEqual([0.5, 1])
})

it('runs an open line from edge to edge of a slope', () => {
  const slope = [
    [0, 1],
    [0, 1],
    [0, 1],
  ]
  expect(contourLines(slope, 0.25)).toEqual([
    [
      [0.25, 0],
      [0.25, 1],
      [0.25, 2],
    ],
  ])
})
