import { defineConfig } from 'vitest/config'

process.env.TEST_DATABASE_URL ??= 'postgresql://postgres@127.0.0.1:5432/postgres'

/** `npm run test:postgres`: what reaches a database, each with one of its own on TEST_DATABASE_URL's server. */
export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    include: ['test/**/*.test.ts'],
    // No measure of anything: a machine may have much else to do.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    expect: { poll: { timeout: 20_000 } },
    // Loading discord.js, Bolt and Prisma anew for each file took a third of the time.
    isolate: false,
    execArgv: ['--liftoff-only'],
  },
})
