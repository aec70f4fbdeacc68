import { defineConfig } from 'vitest/config'

/** Drills that kill the operating-system process: `npm run test:crash`, all of them with `-- --all`. */
export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    include: ['test/crash/**/*.crash.ts', 'test/faults/**/*.crash.ts'],
    // No measure: on a machine that has much else to do a drill takes several times as long.
    testTimeout: 900_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Most of a drill is waiting until nothing can be on its way any more.
    maxConcurrency: 8,
  },
})
