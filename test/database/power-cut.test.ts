import fs, { cpSync, mkdirSync, mkdtempSync, readlinkSync, rmSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { openDatabase } from '../../src/database/open.ts'
import { copyDatabaseTo } from '../support/template.ts'

const folder = mkdtempSync(join(tmpdir(), 'counterpart-power-'))
const flush = fs.fsyncSync
afterEach(() => {
  fs.fsyncSync = flush
  syncBuiltinESMExports()
  rmSync(folder, { recursive: true, force: true })
})

/** From now on, each file of `from` that is flushed is copied to `to`, as it is at that moment. */
function keepOnlyFlushed(from: string, to: string): void {
  fs.fsyncSync = (descriptor) => {
    flush(descriptor)
    const path = readlinkSync(`/proc/self/fd/${descriptor}`)
    const inside = relative(from, path)
    if (inside.startsWith('..') || fs.fstatSync(descriptor).isDirectory()) return
    mkdirSync(dirname(join(to, inside)), { recursive: true })
    cpSync(path, join(to, inside))
  }
  syncBuiltinESMExports()
}

/** What a disk has after the power went is what was flushed: a copy of just that has to have all that was saved. */
it.skipIf(process.platform !== 'linux')('has after a power cut all that was said to be saved', async () => {
  const [here, disk] = [join(folder, 'here'), join(folder, 'disk')]
  await copyDatabaseTo(here)
  await copyDatabaseTo(disk)
  keepOnlyFlushed(here, disk)

  const { prisma, close } = await openDatabase({ databaseUrl: undefined, dataDir: here })
  const save = (number: number) =>
    prisma.setting.create({ data: { name: `row ${number}`, value: 'x'.repeat(number * 50) } })
  for (let number = 1; number <= 60; number += 1) {
    await save(number)
    if (number === 40) await prisma.$executeRaw`CHECKPOINT`
  }
  // The power goes: what is flushed later does not reach this disk.
  fs.fsyncSync = flush
  syncBuiltinESMExports()
  await close()

  const after = await openDatabase({ databaseUrl: undefined, dataDir: disk })
  const rows = await after.prisma.setting.findMany()
  await after.close()
  expect(rows.map(({ name }) => name).sort()).toEqual(
    Array.from({ length: 60 }, (_, index) => `row ${index + 1}`).sort(),
  )
  for (const { name, value } of rows) expect(value).toHaveLength(Number(name.slice(4)) * 50)
})
