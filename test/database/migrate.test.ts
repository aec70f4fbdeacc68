import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { MIGRATIONS } from '../../src/database/migrate.ts'
import { readMigrations } from '../../src/database/migrations.ts'
import { openDatabase } from '../../src/database/open.ts'
import { copyDatabaseTo } from '../support/template.ts'

it('says so where a migration failed half way', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-migrate-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const options = { databaseUrl: undefined, dataDir: join(folder, 'data') }
  await copyDatabaseTo(options.dataDir)
  const database = await openDatabase(options)
  const name = readMigrations(MIGRATIONS).at(-1)?.name
  await database.prisma
    .$executeRaw`UPDATE "_prisma_migrations" SET finished_at = NULL WHERE migration_name = ${name}`
  await database.close()
  await expect(openDatabase(options)).rejects.toThrow(`The migration ${name} failed half way`)
})
