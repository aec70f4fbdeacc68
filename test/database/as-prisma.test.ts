import { readFileSync } from 'node:fs'
import { PrismaPg } from '@prisma/adapter-pg'
import { Pool, type PoolConfig } from 'pg'
import { afterAll, expect, it } from 'vitest'
import { deployMigrations, MIGRATIONS, SCHEMA } from '../../src/database/migrate.ts'
import { migrationList, readMigrations } from '../../src/database/migrations.ts'
import { withSchemaEngine } from '../../src/tools/schema-engine.ts'
import { withClient } from './backup/all-types.ts'
import { places } from './backup/places.ts'

const here = places()
afterAll(() => here.remove())

const filters = { externalTables: [], externalEnums: [] }
const migrationsList = migrationList(MIGRATIONS, readMigrations(MIGRATIONS))

/** Prisma's own engine on a database. */
async function engineOn<T>(
  connection: PoolConfig,
  work: Parameters<typeof withSchemaEngine<T>>[2],
): Promise<T> {
  const pool = new Pool({ ...connection, max: 1, idleTimeoutMillis: 0 })
  try {
    return await withSchemaEngine(new PrismaPg(pool), [[SCHEMA, readFileSync(SCHEMA, 'utf8')]], work)
  } finally {
    await pool.end()
  }
}

/** All columns, indexes and constraints, and what is noted of each migration but when and under which id. */
async function described(connection: PoolConfig) {
  const read = async (sql: string) => {
    let rows: unknown[] = []
    await withClient(connection, async (client) => {
      rows = (await client.query(sql)).rows
    })
    return rows
  }
  return {
    columns: await read(
      `SELECT table_name, column_name, ordinal_position, column_default, is_nullable, data_type, character_maximum_length
         FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 3`,
    ),
    indexes: await read(`SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`),
    constraints: await read(
      `SELECT conname, pg_get_constraintdef(oid) AS is FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace ORDER BY 1`,
    ),
    noted: await read(
      `SELECT migration_name, checksum, logs, rolled_back_at, applied_steps_count, finished_at IS NULL AS unfinished
         FROM _prisma_migrations ORDER BY 1`,
    ),
  }
}

it('leaves what Prisma’s engine leaves, which finds nothing to do', { timeout: 120_000 }, async () => {
  const [ours, theirs] = [await here.embedded(), await here.embedded()]
  await deployMigrations(ours)
  await engineOn(theirs, (engine) => engine.applyMigrations({ migrationsList, filters }))
  expect(await described(ours)).toEqual(await described(theirs))
  const found = await engineOn(ours, (engine) =>
    engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters }),
  )
  expect(found).toMatchObject({
    history: null,
    editedMigrationNames: [],
    failedMigrationNames: [],
    hasMigrationsTable: true,
  })
  // And the other way about.
  expect(await deployMigrations(theirs)).toEqual([])
})
