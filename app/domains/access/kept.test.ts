import { expect, it } from 'vitest'
import { createKept } from './kept.ts'

const always = () => true

it('keeps at most its capacity, and lets go of what was unused the longest', async () => {
  const kept = createKept<string, string>(2)
  const computed: string[] = []
  const get = (key: string) =>
    kept.get(key, always, async () => {
      computed.push(key)
      return key
    })
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) expect(await get(key)).toBe(key)
  expect(computed).toEqual(['a', 'b', 'c', 'b'])
})

it('does not keep a failure', async () => {
  const kept = createKept<string, number>(2)
  await expect(
    kept.get('a', always, () => Promise.reject(new Error('the database is away'))),
  ).rejects.toThrow('away')
  expect(await kept.get('a', always, async () => 1)).toBe(1)
})

it('keeps a younger value when an older computation fails late', async () => {
  const kept = createKept<string, number>(2)
  const late = Promise.withResolvers<number>()
  const old = kept.get('a', always, () => late.promise)
  kept.drop('a')
  expect(await kept.get('a', always, async () => 2)).toBe(2)
  late.reject(new Error('too late'))
  await expect(old).rejects.toThrow('too late')
  expect(await kept.get('a', always, async () => 3)).toBe(2)
})

it('computes again what is no longer good', async () => {
  const kept = createKept<string, number>(2)
  expect(await kept.get('a', always, async () => 1)).toBe(1)
  expect(
    await kept.get(
      'a',
      (value) => value > 1,
      async () => 2,
    ),
  ).toBe(2)
  expect(
    await kept.get(
      'a',
      (value) => value > 1,
      async () => 3,
    ),
  ).toBe(2)
})
