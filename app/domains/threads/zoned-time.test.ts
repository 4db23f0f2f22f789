import { expect, test } from 'vitest'
import { localIn, momentIn } from './zoned-time.ts'

test.each([
  ['UTC', '2027-01-02T03:04', '2027-01-02T03:04:00.000Z'],
  ['Europe/Berlin', '2027-01-15T09:00', '2027-01-15T08:00:00.000Z'],
  ['Europe/Berlin', '2027-07-15T09:00', '2027-07-15T07:00:00.000Z'],
  ['Asia/Kolkata', '2027-07-15T09:00', '2027-07-15T03:30:00.000Z'],
  // The clocks are put forward from two to three, and back from three to two.
  ['Europe/Berlin', '2027-03-28T02:30', '2027-03-28T01:30:00.000Z'],
  ['Europe/Berlin', '2027-10-31T02:30', '2027-10-31T00:30:00.000Z'],
])('in %s the clocks show %s at %s', (zone, local, moment) => {
  expect(momentIn(zone, local)?.toISOString()).toBe(moment)
})

test('what is no date is none', () => {
  for (const local of ['', 'tomorrow', '2027-02-30T10:00', '2027-13-01T10:00', '2027-01-01'])
    expect(momentIn('UTC', local)).toBeNull()
})

test('a moment is shown as the clocks of the zone show it', () => {
  expect(localIn('Europe/Berlin', new Date('2027-07-15T07:00:59.999Z'))).toBe('2027-07-15T09:00')
})
