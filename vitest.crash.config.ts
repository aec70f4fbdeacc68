import { defineConfig } from 'vitest/config'

/** Drills that kill the operating-system process: `npm run test:crash`. */
export default defineConfig({
  test: {
    include: ['test/crash/**/*.crash.ts'],
    testTimeout: 300_000,
    hookTimeout: 60_000,
    maxWorkers: 1,
  },
})
