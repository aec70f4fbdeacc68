import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import type { PoolConfig } from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { backupFrom } from '../../../src/database/backup/backup.ts'
import { restoreInto } from '../../../src/database/backup/restore.ts'
import { storedTables } from '../../../src/database/backup/tables.ts'
import { deployMigrations, MIGRATIONS } from '../../../src/database/migrate.ts'
import { readMigrations } from '../../../src/database/migrations.ts'
import { cases } from '../../support/thorough.ts'
import { ALL_TYPES, contents, fill, rows, withClient } from './all-types.ts'
import { places, SERVER } from './places.ts'

const known = [...readMigrations(MIGRATIONS), ALL_TYPES]
const here = places()
afterAll(() => here.remove())
const file = (name: string) => join(here.folder, name)

describe.each([
  { way: 'embedded to embedded', open: here.embedded },
  ...(SERVER === undefined ? [] : [{ way: 'embedded to PostgreSQL and back', open: here.onServer }]),
])('$way', ({ open }) => {
  it('loses nothing of any type', async () => {
    const [from, over, back] = [await here.migrated(), await open(), await here.migrated()]
    await deployMigrations(from, known)
    await fc.assert(
      fc.asyncProperty(rows, async (values) => {
        await fill(from, values)
        for (const one of [file('there.gz'), file('back.gz')]) rmSync(one, { force: true })
        for (const to of [over, back]) await empty(to)

        const there = await backupFrom(from, file('there.gz'), known)
        expect(there.rows).toBe(values.length)
        expect((await restoreInto(over, file('there.gz'), known)).rows).toBe(values.length)
        await backupFrom(over, file('back.gz'), known)
        await restoreInto(back, file('back.gz'), known)

        const wanted = await contents(from)
        expect(wanted.AllTypes).toHaveLength(values.length)
        expect(await contents(over)).toEqual(wanted)
        expect(await contents(back)).toEqual(wanted)
      }),
      { numRuns: cases(2, 5), seed: Number(process.env.BACKUP_SEED ?? 1) },
    )
  })
})

it('takes rows that are larger than one reading, and many small ones, into a file for its owner alone', async () => {
  const [small, large] = [cases(500, 5000), cases(1, 3)]
  const [from, to] = [await here.migrated(), await here.migrated()]
  await deployMigrations(from, known)
  await withClient(from, async (client) => {
    await client.query(`INSERT INTO "AllTypes" ("id", "text") SELECT n, repeat('é', n % 300)
                          FROM generate_series(1, ${small}) n`)
    await client.query(`INSERT INTO "AllTypes" ("id", "json") SELECT -n, to_json(repeat('"\\é', 400000 * n))
                          FROM generate_series(1, ${large}) n`)
  })
  const { rows: written, bytes } = await backupFrom(from, file('large.gz'), known)
  expect(written).toBe(small + large)
  expect(statSync(file('large.gz'))).toMatchObject({ size: bytes })
  expect(statSync(file('large.gz')).mode & 0o777).toBe(0o600)
  await restoreInto(to, file('large.gz'), known)
  expect(await contents(to)).toEqual(await contents(from))
})

async function empty(connection: PoolConfig): Promise<void> {
  await withClient(connection, (client) => client.query('TRUNCATE "AllTypes"')).catch(() => undefined)
}

it('covers all that the schema has: every table, and nothing that is no table', async () => {
  const from = await here.migrated()
  await withClient(from, async (client) => {
    const tables = await storedTables(client, readMigrations(MIGRATIONS))
    const { rows: all } = await client.query<{ name: string; kind: string }>(
      `SELECT relname AS name, relkind AS kind FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relkind NOT IN ('i', 't', 'c')
          AND relname <> '_prisma_migrations' ORDER BY relname COLLATE "C"`,
    )
    // A sequence, a view or a column that PostgreSQL computes would need something of the backup.
    expect(all).toEqual(tables.map(({ name }) => ({ name, kind: 'r' })))
    const { rows: computed } = await client.query(
      `SELECT attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = current_schema()::regnamespace AND (attgenerated <> '' OR attidentity <> '')`,
    )
    expect(computed).toEqual([])
  })
})
