import { expect, test } from 'vitest'
import { needsOf, standardThresholds, thresholdsSchema, weigh, type TrustFacts } from './thresholds.ts'

const nothing: TrustFacts = {
  threads: 0,
  posts: 0,
  minutes: 0,
  days: 0,
  likesReceived: 0,
  threadsAnswered: 0,
  lately: { days: 0, threadsAnswered: 0, threads: 0, posts: 0 },
}
const first: TrustFacts = { ...nothing, threads: 5, posts: 30, minutes: 10 }
const second: TrustFacts = {
  ...first,
  threads: 20,
  posts: 100,
  minutes: 60,
  days: 15,
  likesReceived: 1,
  threadsAnswered: 3,
}
const third: TrustFacts = {
  ...second,
  threads: 200,
  posts: 500,
  likesReceived: 20,
  lately: { days: 50, threadsAnswered: 10, threads: 250, posts: 2_000 },
}
const much = { threads: 10_000, posts: 100_000 }
const weighed = (level: number, facts: TrustFacts, heldFor: number | null = 0) =>
  weigh(level, heldFor, facts, much, standardThresholds)

test('levels are earned by what is asked for, and by one thing less not', () => {
  expect([nothing, first, second, third].map((facts) => weighed(0, facts))).toEqual([0, 1, 2, 3])
  for (const [level, facts] of [
    [1, first],
    [2, second],
    [3, third],
  ] as const)
    for (const { what } of needsOf(level, facts, much, standardThresholds)) {
      const less = structuredClone(facts) as Record<string, unknown>
      const [name = '', inner] = what.split('.')
      if (inner) (less['lately'] as Record<string, number>)[inner]! -= 1
      else less[name] = (less[name] as number) - 1
      expect(weighed(0, less as TrustFacts), `${level} without ${what}`).toBeLessThan(level)
    }
})

test('only the third is lost, and not before it was kept for its span; the fourth is never touched', () => {
  expect(weighed(2, nothing)).toBe(2)
  expect(weighed(3, second, 99)).toBe(3)
  expect(weighed(3, second, 100)).toBe(2)
  expect(weighed(3, nothing, null)).toBe(2)
  expect(weighed(4, nothing)).toBe(4)
})

test('where little was written, a part of it is enough for the third', () => {
  const quiet: TrustFacts = { ...third, lately: { ...third.lately, threads: 5, posts: 25 } }
  expect(weigh(2, 0, quiet, { threads: 20, posts: 100 }, standardThresholds)).toBe(3)
  expect(weigh(2, 0, quiet, { threads: 24, posts: 100 }, standardThresholds)).toBe(2)
})

test('an admin may ask for less, and for nothing', () => {
  const easy = thresholdsSchema.parse({ first: { posts: 3 } })
  expect(weigh(0, null, { ...nothing, posts: 3 }, much, easy)).toBe(1)
  expect(weigh(0, null, { ...nothing, posts: 2 }, much, easy)).toBe(0)
})
