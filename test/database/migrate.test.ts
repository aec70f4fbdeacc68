import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { deployMigrations, MIGRATIONS } from '../../src/database/migrate.ts'
import { readMigrations } from '../../src/database/migrations.ts'
import { openDatabase } from '../../src/database/open.ts'
import { emptyDatabase } from '../support/database.ts'

const server = process.env.TEST_DATABASE_URL

it.skipIf(!server)('is brought up to date by one of several processes that start at once', async () => {
  const { url, drop } = await emptyDatabase(server ?? '')
  onTestFinished(drop)
  const starts = Array.from({ length: 6 }, async (_, n) => {
    // Some come while another is at it already.
    await new Promise((resolve) => setTimeout(resolve, n * 40))
    return deployMigrations({ connectionString: url })
  })
  const applied = await Promise.all(starts)
  expect(applied.filter((names) => names.length > 0)).toHaveLength(1)
})

it('says so where a migration failed half way', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-migrate-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const options = { databaseUrl: undefined, dataDir: join(folder, 'data') }
  const database = await openDatabase(options)
  const name = readMigrations(MIGRATIONS).at(-1)?.name
  await database.prisma
    .$executeRaw`UPDATE "_prisma_migrations" SET finished_at = NULL WHERE migration_name = ${name}`
  await database.close()
  await expect(openDatabase(options)).rejects.toThrow(`The migration ${name} failed half way`)
})
