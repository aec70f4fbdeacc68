import { defineConfig } from 'vitest/config'

/** Checks that need a browser: `npx vitest run --config vitest.browser.config.ts`. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.browser.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What one of them mostly does is wait.
    maxWorkers: 2,
  },
})
