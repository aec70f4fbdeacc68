import { expect, it, onTestFinished } from 'vitest'
import { deployMigrations } from '../../src/database/migrate.ts'
import { emptyDatabase } from '../support/server.ts'

it('is brought up to date by one of several processes that start at once', async () => {
  const { url, drop } = await emptyDatabase(process.env.TEST_DATABASE_URL ?? '')
  onTestFinished(drop)
  const starts = Array.from({ length: 6 }, async (_, n) => {
    // Some come while another is at it already.
    await new Promise((resolve) => setTimeout(resolve, n * 40))
    return deployMigrations({ connectionString: url })
  })
  const applied = await Promise.all(starts)
  expect(applied.filter((names) => names.length > 0)).toHaveLength(1)
})
