import { defineConfig } from 'vitest/config'

/** Campaigns that take minutes: `npm run test:long`. */
// eslint-disable-next-line no-restricted-syntax -- Vitest reads the default export.
export default defineConfig({
  test: {
    include: ['tests/long/**/*.test.ts'],
    globalSetup: 'tests/support/global-setup.ts',
    maxWorkers: 1,
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
})
