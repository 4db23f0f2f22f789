import { compareTwoWorlds } from '#tests/support/compare-two-worlds.ts'

// One address of eleven, so that each kind of question is among them; `npm run test:long` asks them all.
await compareTwoWorlds({ every: 11 })
