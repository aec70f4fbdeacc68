import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { holdLock } from '../../src/database/lock.ts'
import { openDatabase } from '../../src/database/open.ts'
import { privateDirectory, socketFolder } from '../../src/database/paths.ts'
import { copyDatabaseTo } from '../support/template.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'counterpart-lock-'))

it('is held by one of many who try at once, again and again', async () => {
  const here = folder()
  for (let round = 0; round < 5; round += 1) {
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => holdLock(here, 'the folder')))
    const held = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    expect(held).toHaveLength(1)
    await held[0]!.release()
  }
})

it('says who to stop', async () => {
  const here = folder()
  const lock = await holdLock(here, '/data')
  await expect(holdLock(here, '/data')).rejects.toThrow(/\/data is in use by another running Counterpart/)
  await lock.release()
})

it('refuses a directory that others can look into, with the command that mends it', () => {
  const here = folder()
  chmodSync(here, 0o755)
  expect(() => privateDirectory(here)).toThrow(/chmod 700/)
})

it('finds a short place for sockets of a long path, one for each path', () => {
  const long = (end: string) => {
    const path = join(folder(), 'x'.repeat(90), end)
    mkdirSync(path, { recursive: true, mode: 0o700 })
    return socketFolder(path)
  }
  const [one, other] = [long('a'), long('b')]
  expect(one).not.toBe(other)
  expect(one.length).toBeLessThan(90)
})

it('refuses a second opening, and files of another version', async () => {
  const dataDir = join(folder(), 'data')
  await copyDatabaseTo(dataDir)
  const first = await openDatabase({ databaseUrl: undefined, dataDir })
  await expect(openDatabase({ databaseUrl: undefined, dataDir })).rejects.toThrow(/in use by another/)
  await first.close()
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '12\n')
  await expect(openDatabase({ databaseUrl: undefined, dataDir })).rejects.toThrow(/written by PostgreSQL 12/)
})
