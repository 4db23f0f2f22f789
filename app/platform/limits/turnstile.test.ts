import { afterEach, expect, test, vi } from 'vitest'
import { createTurnstile } from './turnstile.ts'

const shape = { most: 3, mostPerKey: 2, waiting: 4, patienceMs: 1_000 }

afterEach(() => vi.useRealTimers())

/** Work that runs until it is let go, and the order in which it began. */
function workshop(turnstile = createTurnstile(shape)) {
  const began: string[] = []
  const ends = new Map<string, () => void>()
  return {
    turnstile,
    began,
    start(key: string | null, name: string) {
      return turnstile.pass(key, () => {
        began.push(name)
        const { promise, resolve } = Promise.withResolvers<string>()
        ends.set(name, () => resolve(name))
        return promise
      })
    },
    async end(name: string) {
      ends.get(name)?.()
      // Until whoever waits has heard of it.
      await new Promise((done) => setImmediate(done))
    },
  }
}

test('runs so much at once, and the rest in the order in which it came', async () => {
  const { start, end, began, turnstile } = workshop()
  const all = ['a', 'b', 'c', 'd', 'e'].map((name) => start(name, name))
  expect(began).toEqual(['a', 'b', 'c'])
  await end('b')
  expect(began).toEqual(['a', 'b', 'c', 'd'])
  await end('a')
  await end('c')
  await end('d')
  await end('e')
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd', 'e'].map((name) => ({ done: name })))
  expect(turnstile.running()).toBe(0)
})

test('one key leaves room for others, who go before what it has waiting', async () => {
  const { start, end, began } = workshop()
  const all = [start('greedy', 'g1'), start('greedy', 'g2'), start('greedy', 'g3'), start('other', 'o1')]
  expect(began).toEqual(['g1', 'g2', 'o1'])
  all.push(start('third', 't1'))
  await end('o1')
  expect(began).toEqual(['g1', 'g2', 'o1', 't1'])
  await end('g1')
  expect(began).toEqual(['g1', 'g2', 'o1', 't1', 'g3'])
  for (const name of ['g2', 't1', 'g3']) await end(name)
  expect(await Promise.all(all)).toHaveLength(5)
})

test('who would wait too long, or behind too many, is told so and why', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { start, end, began, turnstile } = workshop()
  void start('greedy', 'g1')
  void start('greedy', 'g2')
  const own = start('greedy', 'g3')
  void start('other', 'o1')
  const everybody = [start('x', 'x'), start('y', 'y'), start('z', 'z')]
  expect(await start('w', 'w')).toEqual({ turnedAway: 'all' })
  vi.advanceTimersByTime(1_000)
  expect(await own).toEqual({ turnedAway: 'own' })
  expect(await Promise.all(everybody)).toEqual(Array(3).fill({ turnedAway: 'all' }))
  expect(began).toEqual(['g1', 'g2', 'o1'])
  for (const name of began) await end(name)
  expect(turnstile.running()).toBe(0)
})

test('one key can not take all places where others wait: the last that it has there makes room', async () => {
  const { start, end, began } = workshop()
  const greedy = ['g1', 'g2', 'g3', 'g4', 'g5', 'g6'].map((name) => start('greedy', name))
  const others = ['o1', 'o2', 'o3'].map((name) => start(name, name))
  expect(await Promise.all([greedy[5], greedy[4]])).toEqual(Array(2).fill({ turnedAway: 'own' }))
  // Now both have two places each: who comes next is not more in the right.
  expect(await start('greedy', 'g7')).toEqual({ turnedAway: 'all' })
  for (const name of ['g1', 'g2', 'o1', 'g3', 'g4', 'o2', 'o3']) await end(name)
  expect(await Promise.all(others)).toEqual(['o1', 'o2', 'o3'].map((name) => ({ done: name })))
  expect(began).toHaveLength(7)
})

test('work that fails frees its place', async () => {
  const turnstile = createTurnstile({ ...shape, most: 1 })
  await expect(turnstile.pass('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await turnstile.pass('b', () => Promise.resolve(1))).toEqual({ done: 1 })
})

test('work for everybody has no share', async () => {
  const { start, end, began } = workshop()
  const all = ['a', 'b', 'c'].map((name) => start(null, name))
  expect(began).toEqual(['a', 'b', 'c'])
  for (const name of began) await end(name)
  await Promise.all(all)
})
