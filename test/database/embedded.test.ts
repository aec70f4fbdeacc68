import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { flushes } from '../../src/database/flushed-files.ts'
import { type Database, openDatabase } from '../../src/database/open.ts'
import { copyDatabaseTo } from '../support/template.ts'

let dataDir: string
let database: Database | undefined

beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'counterpart-embedded-')), 'data')
})
afterEach(async () => {
  await database?.close()
  database = undefined
  rmSync(join(dataDir, '..'), { recursive: true, force: true })
})

/** One that was made before. */
const reopen = async () => {
  await copyDatabaseTo(dataDir)
  return open()
}
const open = async () => {
  database = await openDatabase({ databaseUrl: undefined, dataDir })
  return database
}

describe('the embedded database', () => {
  it('is there at the first start, migrated and readable to nobody else, and at the next', async () => {
    const first = await open()
    expect(first.migrated).toEqual([])
    for (const folder of [dataDir, join(dataDir, 'postgres')]) {
      expect(statSync(folder).mode & 0o777).toBe(0o700)
    }
    expect(await first.prisma.setting.count()).toBe(0)
    await first.prisma.setting.create({ data: { name: 'kept', value: 'yes' } })
    await first.close()

    const second = await open()
    expect(second.migrated).toEqual([])
    expect((await second.prisma.setting.findUniqueOrThrow({ where: { name: 'kept' } })).value).toBe('yes')
  })

  it('flushes every commit to the disk', async () => {
    const { prisma } = await reopen()
    for (const name of ['one', 'two', 'three']) {
      const before = flushes.count
      await prisma.setting.create({ data: { name, value: '' } })
      expect(flushes.count).toBeGreaterThan(before)
    }
    const before = flushes.count
    await prisma.setting.findMany()
    expect(flushes.count).toBe(before)
  })

  it('begins anew where an earlier first start was broken off', async () => {
    mkdirSync(join(dataDir, 'postgres.new', 'base'), { recursive: true })
    chmodSync(dataDir, 0o700)
    writeFileSync(join(dataDir, 'postgres.new', 'PG_VERSION'), '')
    const { prisma } = await open()
    expect(await prisma.setting.count()).toBe(0)
  })

  it('refuses a folder that others can read, and says what to do', async () => {
    mkdirSync(dataDir, { mode: 0o755 })
    chmodSync(dataDir, 0o755)
    await expect(open()).rejects.toThrow(/chmod 700/)
  })

  it('goes on after its connection was cut, with the statements that it knew', async () => {
    const { prisma } = await reopen()
    const write = (name: string) => prisma.setting.create({ data: { name, value: '' } })
    await write('before')
    await prisma.$disconnect()
    await write('after')
    expect(await prisma.setting.count()).toBe(2)
  })
})
