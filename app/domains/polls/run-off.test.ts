import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runOff, type Ballots } from './run-off.ts'

const OPTIONS = 6
const ballots = fc.array(
  fc.record({
    choices: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 1 }),
    count: fc.integer({ min: 1, max: 9 }),
  }),
  { minLength: 1, maxLength: 30 },
)
const all = (given: readonly Ballots[]) => given.reduce((sum, { count }) => sum + count, 0)
const sum = (votes: readonly (number | null)[]) => votes.reduce<number>((total, one) => total + (one ?? 0), 0)

test('every vote is counted once in every round, and one option goes out between two rounds', () => {
  fc.assert(
    fc.property(ballots, (given) => {
      const { rounds } = runOff(OPTIONS, given)
      for (const [at, round] of rounds.entries()) {
        expect(sum(round.votes) + round.spent).toBe(all(given))
        expect(round.votes.filter((votes) => votes === null)).toHaveLength(at)
        expect(round.out === null).toBe(at === rounds.length - 1)
      }
    }),
  )
})

test('who wins has more than half of what is left in the last round; who goes out has no more than anybody', () => {
  fc.assert(
    fc.property(ballots, (given) => {
      const { rounds, winner } = runOff(OPTIONS, given)
      const last = rounds.at(-1)!
      expect(last.votes[winner!]! * 2).toBeGreaterThan(sum(last.votes))
      for (const { votes, out } of rounds.slice(0, -1))
        expect(votes[out!]).toBe(Math.min(...votes.filter((one) => one !== null)))
    }),
  )
})

test('the first choice of more than half wins at once', () => {
  fc.assert(
    fc.property(ballots, fc.integer({ min: 0, max: 5 }), (given, favourite) => {
      const many = { choices: [favourite], count: all(given) + 1 }
      expect(runOff(OPTIONS, [...given, many])).toMatchObject({ winner: favourite, rounds: [{ out: null }] })
    }),
  )
})

test('neither the order of the votes nor how they are put together matters', () => {
  fc.assert(
    fc.property(ballots, (given) => {
      const single = given.flatMap(({ choices, count }) =>
        Array.from({ length: count }, () => ({ choices, count: 1 })),
      )
      expect(runOff(OPTIONS, single.toReversed())).toEqual(runOff(OPTIONS, given))
    }),
  )
})

test('of two with the fewest, the one with fewer first choices goes, then the one further down', () => {
  expect(
    runOff(3, [
      { choices: [0], count: 1 },
      { choices: [1], count: 1 },
    ]).rounds.map(({ out }) => out),
  ).toEqual([2, 1, null])
  expect(runOff(2, []).winner).toBeNull()
  // 3 goes first and makes 2 the equal of 1, who had more at the start.
  const given = [
    { choices: [0], count: 4 },
    { choices: [1], count: 3 },
    { choices: [2], count: 2 },
    { choices: [3, 2], count: 1 },
  ]
  expect(runOff(4, given)).toMatchObject({ rounds: [{ out: 3 }, { out: 2 }, { out: null }], winner: 0 })
})
