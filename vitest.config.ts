import { configDefaults, defineConfig } from 'vitest/config'

/** `npm test`. What needs a PostgreSQL is left out: see vitest.postgres.config.ts. */
export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, '**/*.postgres.test.ts'],
    // No measure of anything: a machine may have much else to do.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One more than two processors: many a test waits for what it started.
    maxWorkers: 3,
    expect: { poll: { timeout: 20_000 } },
    // Loading discord.js, Bolt and Prisma anew for each file took a third of the time.
    isolate: false,
    // What PGlite and Prisma are compiled to is not used for long enough to be worth compiling it better.
    execArgv: ['--liftoff-only'],
  },
})
