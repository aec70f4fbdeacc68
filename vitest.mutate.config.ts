import { defineConfig } from 'vitest/config'

/** `npm run mutate`: the tests of what is changed there on trial, each change of which one of them has to notice. */
export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    include: [
      'test/programme/calendar.test.ts',
      'test/interactions/seal.test.ts',
      'test/port/{budget,fence}.test.ts',
      'test/outbox/*.test.ts',
    ],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 1,
    expect: { poll: { timeout: 20_000 } },
    isolate: false,
  },
})
