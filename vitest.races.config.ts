import { defineConfig } from 'vitest/config'
import thorough from './vitest.thorough.config.ts'

process.env.RACES ??= '200'

/** `npm run races`: each two of what may happen at once, as often as RACES says; long enough to be compiled well. */
export default defineConfig({ test: { ...thorough.test, execArgv: [], maxWorkers: 1 } })
