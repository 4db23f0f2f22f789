import { expect, it } from 'vitest'
import { relativeWords } from './times.ts'

const now = new Date(2026, 10, 22, 13, 0)

it.each([
  [new Date(2026, 10, 22, 12, 59, 30), 'now'],
  [new Date(2026, 10, 22, 12, 48), '12 min'],
  [new Date(2026, 10, 22, 10, 30), '2 h'],
  [new Date(2026, 10, 22, 0, 30), '12 h'],
  [new Date(2026, 10, 21, 9, 0), 'yesterday'],
  [new Date(2026, 10, 17, 9, 0), 'Tue'],
  [new Date(2026, 10, 9, 9, 0), '9 Nov'],
  [new Date(2024, 10, 12, 9, 0), '12 Nov 2024'],
])('says %s shortly', (date, words) => {
  expect(relativeWords(date, now, 'en-GB').replaceAll('\u00a0', ' ')).toBe(words)
})

it('never says that a moment of the last hours of yesterday was yesterday', () => {
  const justAfterMidnight = new Date(2026, 10, 22, 0, 20)
  const words = relativeWords(new Date(2026, 10, 21, 23, 50), justAfterMidnight, 'en-GB')
  expect(words.replaceAll('\u00a0', ' ')).toBe('30 min')
})

it('takes a clock that is a little behind as now', () => {
  expect(relativeWords(new Date(2026, 10, 22, 13, 5), now, 'en-GB')).toBe('now')
})

it('speaks other languages', () => {
  expect(relativeWords(new Date(2026, 10, 21, 9, 0), now, 'de')).toBe('gestern')
})
