import { configDefaults, defineConfig } from 'vitest/config'

/** `npm test`. What needs a PostgreSQL is left out: see vitest.postgres.config.ts. */
export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, '**/*.postgres.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
