import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { backup, backupFrom } from '../../../src/database/backup/backup.ts'
import { restore } from '../../../src/database/backup/restore.ts'
import { writeWholeFile } from '../../../src/database/backup/whole-file.ts'
import { deployMigrations } from '../../../src/database/migrate.ts'
import { openDatabase } from '../../../src/database/open.ts'
import { copyDatabaseTo } from '../../support/template.ts'
import { places } from './places.ts'

const here = places()
const file = (name: string) => join(here.folder, name)
afterAll(() => here.remove())

describe('where a backup cannot be made', () => {
  const dataDir = file('data')

  it('says that there is no database, and makes none', async () => {
    await expect(backup({ databaseUrl: undefined, dataDir }, file('new.gz'))).rejects.toThrow(
      /no database in .*\/data\. Set DATA_DIR or DATABASE_URL/,
    )
    expect(readdirSync(here.folder)).not.toContain('data')
    await expect(restore({ databaseUrl: undefined, dataDir }, file('none.gz'))).rejects.toThrow(
      /no file .*none\.gz/,
    )
    await expect(restore({ databaseUrl: undefined, dataDir }, here.folder)).rejects.toThrow(/is a folder/)
    expect(readdirSync(here.folder)).not.toContain('data')
    await expect(backupFrom(await here.embedded(), file('new.gz'))).rejects.toThrow(
      /nothing in this database yet/,
    )
  })

  it('says that the bot is running on the embedded one', async () => {
    await copyDatabaseTo(dataDir)
    const bot = await openDatabase({ databaseUrl: undefined, dataDir })
    await expect(backup({ databaseUrl: undefined, dataDir }, file('new.gz'))).rejects.toThrow(
      /The bot is running on .*Stop the bot, run this again, and start the bot/,
    )
    await bot.close()
    expect(await backup({ databaseUrl: undefined, dataDir }, file('new.gz'))).toMatchObject({ rows: 0 })
  })

  it('overwrites nothing and says what is wrong with the path', async () => {
    const from = await here.embedded()
    await deployMigrations(from)
    writeFileSync(file('good.gz'), 'as it was')
    await expect(backupFrom(from, file('good.gz'))).rejects.toThrow(/good\.gz exists already/)
    expect(readFileSync(file('good.gz'), 'utf8')).toBe('as it was')
    await expect(backupFrom(from, file('no/such.gz'))).rejects.toThrow(/There is no folder/)
    mkdirSync(file('folder'))
    await expect(backupFrom(from, file('folder'))).rejects.toThrow(/exists already/)
  })

  it('leaves no file behind when the disk is full', async () => {
    const full = async function* () {
      yield 'a line\n'
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    }
    mkdirSync(file('full'))
    await expect(writeWholeFile(file('full/backup.gz'), full())).rejects.toThrow(
      /There is no room .* make room/,
    )
    expect(readdirSync(file('full'))).toEqual([])
  })
})
