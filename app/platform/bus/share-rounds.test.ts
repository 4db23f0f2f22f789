import { expect, test } from 'vitest'
import { shareRounds } from './share-rounds.ts'

/** Rounds that end when they are told to. */
function rounds() {
  const begun: PromiseWithResolvers<number>[] = []
  const ask = shareRounds(() => {
    begun.push(Promise.withResolvers<number>())
    return begun.at(-1)!.promise
  })
  return { begun, ask }
}

test('who comes while a round is under way shares the next, and nobody one that began before they asked', async () => {
  const { begun, ask } = rounds()
  const first = ask()
  const others = Array.from({ length: 50 }, ask)
  expect(begun).toHaveLength(1)
  begun[0]!.resolve(1)
  expect(await first).toBe(1)
  await Promise.resolve()
  expect(begun).toHaveLength(2)
  const late = ask()
  begun[1]!.resolve(2)
  expect(await Promise.all(others)).toEqual(Array.from({ length: 50 }, () => 2))
  await Promise.resolve()
  expect(begun).toHaveLength(3)
  begun[2]!.resolve(3)
  expect(await late).toBe(3)
})

test('a round that fails fails those who share it, and no others', async () => {
  const { begun, ask } = rounds()
  const first = ask()
  const second = ask()
  begun[0]!.reject(new Error('lost'))
  await expect(first).rejects.toThrow('lost')
  begun[1]!.resolve(2)
  expect(await second).toBe(2)
  const third = ask()
  begun[2]!.resolve(3)
  expect(await third).toBe(3)
})
