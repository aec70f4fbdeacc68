import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { PoolConfig } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backupFrom } from '../../../src/database/backup/backup.ts'
import { restoreInto } from '../../../src/database/backup/restore.ts'
import { deployMigrations, MIGRATIONS } from '../../../src/database/migrate.ts'
import { readMigrations } from '../../../src/database/migrations.ts'
import { cases } from '../../support/thorough.ts'
import { ALL_TYPES, contents, withClient } from './all-types.ts'
import { places } from './places.ts'

const released = readMigrations(MIGRATIONS)
const here = places()
const file = (name: string) => join(here.folder, name)
const good = () => readFileSync(file('good.gz'))
const lines = () => gunzipSync(good()).toString('utf8').trimEnd().split('\n')

let from: PoolConfig
let to: PoolConfig

beforeAll(async () => {
  from = await here.migrated()
  to = await here.embedded()
  await withClient(from, (client) =>
    client.query(`INSERT INTO "Setting" SELECT 'name ' || n, md5(n::text) FROM generate_series(1, 200) n`),
  )
  await backupFrom(from, file('good.gz'))
})
afterAll(() => here.remove())

/** Restores these bytes, which has to fail without a row in the database; returns what was said. */
async function refused(bytes: Uint8Array, target = to): Promise<string> {
  writeFileSync(file('bad.gz'), bytes)
  const error = await restoreInto(target, file('bad.gz')).then(
    () => expect.fail('was restored'),
    (reason: unknown) => reason,
  )
  expect(error).toMatchObject({ name: 'DatabaseError' })
  const tables = await contents(target)
  expect(Object.values(tables).flat()).toEqual([])
  return (error as Error).message
}

const unpacked = (bytes: Uint8Array): Buffer | undefined => {
  try {
    return gunzipSync(bytes)
  } catch {
    return undefined
  }
}

const packed = (text: readonly string[]) => gzipSync(text.map((line) => `${line}\n`).join(''))

describe('a file that is not whole', () => {
  it('is refused wherever it was cut off', async () => {
    const whole = good()
    const parts = cases(4, 12)
    for (let part = 1; part < parts; part += 1) {
      const cut = whole.subarray(0, Math.floor((whole.length * part) / parts))
      expect(await refused(cut)).toMatch(/ends too early: it was not copied whole\. Nothing was restored/)
    }
  })

  it('is refused with a byte that changed, anywhere', async () => {
    const whole = good()
    // The first ten bytes are gzip's own, some of which mean nothing.
    for (let at = 10; at < whole.length; at += Math.floor(whole.length / cases(8, 40))) {
      const changed = Buffer.from(whole)
      changed[at] = (changed[at] ?? 0) ^ 0x10
      // What names a migration may name another; a few bits mean nothing: what fills the last byte up, or a repetition found elsewhere in the text.
      if (unpacked(changed)?.equals(gunzipSync(whole))) continue
      expect(await refused(changed)).toMatch(/is damaged|ends too early|is newer than/)
    }
  })

  it.each<[string, (all: string[]) => string[], RegExp]>([
    ['without its end', (all) => all.slice(0, -1), /ends too early/],
    ['with only its first line', (all) => all.slice(0, 1), /ends too early/],
    [
      'with a value changed',
      (all) => all.map((line) => line.replace('name 7"', 'name 8"')),
      /SHA-256 differs/,
    ],
    ['without a row', (all) => all.filter((line) => !line.includes('name 7"')), /SHA-256 differs/],
    [
      'with a row of fewer values',
      (all) => all.map((one) => one.replace(/^\["name 7",.*/, '["x"]')),
      /row does not fit/,
    ],
    ['with a line of nonsense', (all) => all.toSpliced(5, 0, '{'), /a line cannot be read/],
    ['with a strange line', (all) => all.toSpliced(5, 0, '{"more":1}'), /none that belongs there/],
    ['twice in one', (all) => [...all, ...all], /goes on after its end/],
    ['of something else', () => ['{"hello":"world"}'], /is no backup of Counterpart/],
    ['of nothing', () => [], /is no backup of Counterpart/],
  ])('is refused %s', async (_, change, said) => {
    expect(await refused(packed(change(lines())))).toMatch(said)
  })

  it('is refused where it is no gzip', async () => {
    expect(await refused(Buffer.from('CREATE TABLE'))).toMatch(/is no backup of Counterpart\. .*name a file/)
    expect(await refused(Buffer.alloc(0))).toMatch(/ends too early/)
  })
})

describe('another version', () => {
  const withHeader = (
    change: (header: { version: number; migrations: { name: string; checksum: string }[] }) => void,
  ) => {
    const [first = '', ...rest] = lines()
    const header = JSON.parse(first)
    change(header)
    return packed([JSON.stringify(header), ...rest])
  }

  it('of the file, a newer one, is refused', async () => {
    expect(await refused(withHeader((header) => Object.assign(header, { version: 2 })))).toMatch(
      /newer version of Counterpart/,
    )
  })

  it('of the database, a newer one, is refused', async () => {
    const [newest, newer] = [await here.migrated(), await here.embedded()]
    await deployMigrations(newest, [...released, ALL_TYPES])
    await backupFrom(newest, file('newer.gz'), [...released, ALL_TYPES])
    expect(await refused(readFileSync(file('newer.gz')), newer)).toMatch(
      /newer than this version of Counterpart: its database had the migration 29990101000000_all_types/,
    )
    await expect(backupFrom(newest, file('newest.gz'))).rejects.toThrow(
      /newer than this version of Counterpart/,
    )
  })

  it('with a migration that was changed is refused', async () => {
    const changed = withHeader((header) => Object.assign(header.migrations[0]!, { checksum: 'f'.repeat(64) }))
    expect(await refused(changed)).toMatch(/is another than when/)
  })

  it('of the database, an older one, is brought up to date', async () => {
    const [first, target] = [released.slice(0, 1), await here.embedded()]
    const old = await here.embedded()
    await deployMigrations(old, first)
    await withClient(old, (client) =>
      client.query(`INSERT INTO "Programme" ("id", "name", "createdAt") VALUES ('p', 'Ours', now())`),
    )
    await backupFrom(old, file('old.gz'))
    const { migrated } = await restoreInto(target, file('old.gz'))
    expect(migrated).toEqual(released.slice(1).map(({ name }) => name))
    const { rows } = await withClient(target, (client) =>
      client.query('SELECT "name", "roles" FROM "Programme"'),
    )
    expect(rows).toEqual([{ name: 'Ours', roles: 'peers' }])

    const ahead = await here.migrated()
    await expect(restoreInto(ahead, file('old.gz'))).rejects.toThrow(/empty, but newer than the backup/)
  })
})

describe('the database to restore into', () => {
  it('has to be empty: nothing of it is touched', async () => {
    const before = await contents(from)
    await expect(restoreInto(from, file('good.gz'))).rejects.toThrow(
      /not empty \(there are rows in Setting\)/,
    )
    expect(await contents(from)).toEqual(before)

    const others = await here.embedded()
    await withClient(others, (client) => client.query('CREATE TABLE theirs AS SELECT 1 AS one'))
    await expect(restoreInto(others, file('good.gz'))).rejects.toThrow(/rows in theirs/)
    expect(Object.keys(await contents(others))).toEqual(['theirs'])
  })

  it('may be migrated already, and may have seen a restore that was refused', async () => {
    const ready = await here.migrated()
    await refused(packed(lines().slice(0, -1)), ready)
    expect(await restoreInto(ready, file('good.gz'))).toMatchObject({ rows: 200, migrated: [] })
  })

  it('is left without a row where one refers to what is missing', async () => {
    const orphan = [
      '{"table":"Organiser","columns":["programmeId","personId","since"]}',
      '["none","none","now"]',
    ]
    const kept = lines().filter((line) => !line.includes('"table":"Organiser"'))
    const text = [...kept.slice(0, -1), ...orphan]
    const sha256 = createHash('sha256')
      .update(text.map((line) => `${line}\n`).join(''))
      .digest('hex')
    const end = JSON.parse(kept.at(-1) ?? '')
    const forged = packed([...text, JSON.stringify({ rows: { ...end.rows, Organiser: 1 }, sha256 })])
    expect(await refused(forged)).toMatch(/could not be put into the database: it answered 23503/)
  })
})
