import { compareTwoWorlds } from '#tests/support/compare-two-worlds.ts'

await compareTwoWorlds({ every: 1 })
