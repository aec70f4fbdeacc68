import { configDefaults, defineConfig } from 'vitest/config'

process.env.THOROUGH = '1'

/**
 * `npm run test:thorough`: the tests that try more cases when they have the time (`test/support/thorough.ts`), and
 * those that are always long.
 */
export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    include: ['test/**/*.test.ts', 'test/**/*.thorough.ts'],
    exclude: [...configDefaults.exclude, '**/*.postgres.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    isolate: false,
    execArgv: ['--liftoff-only'],
  },
})
