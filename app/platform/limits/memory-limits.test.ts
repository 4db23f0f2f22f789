import { expect, test } from 'vitest'
import { createMemoryLimits } from './memory-limits.ts'

/** A clock that is turned by hand, in milliseconds. */
function handClock() {
  let now = 1_700_000_000_000
  return { now: () => new Date(now), turn: (milliseconds: number) => (now += milliseconds) }
}

const five = { burst: 5, perSecond: 2 }

test('gives what is allowed at once, then one each time that one grew back', () => {
  const clock = handClock()
  const limits = createMemoryLimits(clock)
  const take = () => limits.take([{ key: 'a', ...five }])
  expect(Array.from({ length: 5 }, take)).toEqual([0, 0, 0, 0, 0])
  expect(take()).toBe(500)
  clock.turn(499)
  expect(take()).toBe(1)
  clock.turn(1)
  expect([take(), take()]).toEqual([0, 500])
  clock.turn(60_000)
  expect(Array.from({ length: 6 }, take)).toEqual([0, 0, 0, 0, 0, 500])
})

test('what is refused costs nothing, and of several allowances all or none is taken', () => {
  const clock = handClock()
  const limits = createMemoryLimits(clock)
  const own = { key: 'own', burst: 3, perSecond: 1 }
  const all = { key: 'all', burst: 1, perSecond: 0.1 }
  expect(limits.take([own, all])).toBe(0)
  for (let n = 0; n < 20; n++) expect(limits.take([own, all])).toBe(10_000)
  expect([limits.take([own]), limits.take([own]), limits.take([own])]).toEqual([0, 0, 1_000])
})

test('keys count for themselves', () => {
  const limits = createMemoryLimits(handClock())
  for (let n = 0; n < 50; n++) expect(limits.take([{ key: `k${n}`, burst: 1, perSecond: 1 }])).toBe(0)
  expect(limits.take([{ key: 'k7', burst: 1, perSecond: 1 }])).toBe(1_000)
})

test('a clock that is set back locks nobody out for longer than a whole allowance takes', () => {
  const clock = handClock()
  const limits = createMemoryLimits(clock)
  for (let n = 0; n < 5; n++) limits.take([{ key: 'a', ...five }])
  clock.turn(-3_600_000)
  expect(limits.take([{ key: 'a', ...five }])).toBe(500)
})

test('remembers so many keys and no more: what is whole again goes first, then what was used longest ago', () => {
  const clock = handClock()
  const limits = createMemoryLimits(clock, 100)
  const one = (key: string) => limits.take([{ key, burst: 1, perSecond: 1 }])
  for (let n = 0; n < 60; n++) one(`old ${n}`)
  clock.turn(1_000)
  for (let n = 0; n < 41; n++) one(`new ${n}`)
  expect(limits.size()).toBe(41)
  for (let n = 0; n < 1_000; n++) one(`flood ${n}`)
  expect(limits.size()).toBeLessThanOrEqual(100)
  expect(one('flood 999')).toBe(1_000)
  expect(one('new 0')).toBe(0)
})
