import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { backupFrom } from '../../../src/database/backup/backup.ts'
import { restore } from '../../../src/database/backup/restore.ts'
import { deployMigrations, MIGRATIONS } from '../../../src/database/migrate.ts'
import { readMigrations } from '../../../src/database/migrations.ts'
import { openDatabase } from '../../../src/database/open.ts'
import { withClient } from './all-types.ts'
import { places } from './places.ts'

const here = places()
afterAll(() => here.remove())

it('comes back into a folder that is not there yet, from before the newest migration', {
  timeout: 120_000,
}, async () => {
  const known = readMigrations(MIGRATIONS)
  const older = known.slice(0, -1)
  const from = await here.embedded()
  await deployMigrations(from, older)
  await withClient(from, (client) => client.query(`INSERT INTO "Setting" VALUES ('kept', 'yes')`))
  const file = join(here.folder, 'older.gz')
  await backupFrom(from, file, older)

  const options = { databaseUrl: undefined, dataDir: join(here.folder, 'data') }
  const restored = await restore(options, file)
  expect(restored).toMatchObject({ rows: 1, migrated: [known.at(-1)?.name] })
  const { prisma, migrated, close } = await openDatabase(options)
  expect(await prisma.setting.findMany()).toEqual([{ name: 'kept', value: 'yes' }])
  expect(migrated).toEqual([])
  await close()
})
