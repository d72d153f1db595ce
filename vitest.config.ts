import { defineConfig } from 'vitest/config'

/** Pure tests run in threads without isolation; tests that need PostgreSQL or a browser share one database cluster started by globalSetup. */
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'src/**/*.test.ts'],
    globalSetup: ['tests/support/global.ts'],
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
