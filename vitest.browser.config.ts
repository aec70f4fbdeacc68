import { defineConfig } from 'vitest/config'

/** Checks that need a browser: `npx vitest run --config vitest.browser.config.ts`. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.browser.ts'],
    // No measure of anything: a machine may have much else to do.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // What one of them mostly does is wait.
    maxWorkers: 2,
  },
})
