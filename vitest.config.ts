import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{app,plugins,prisma,tests}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'tests/long/**'],
    globalSetup: 'tests/support/global-setup.ts',
    // Two cores are the reference machine; more workers only fight over PostgreSQL.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
