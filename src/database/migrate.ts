import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { Client, Pool, type PoolConfig } from 'pg'
import { checksum, type Migration, migrationList, readMigrations } from './migrations.ts'
import { DatabaseError } from './problem.ts'
import { projectRoot } from './root.ts'
import { withSchemaEngine } from './schema-engine.ts'

export const MIGRATIONS = join(projectRoot, 'prisma', 'migrations')
export const SCHEMA = join(projectRoot, 'prisma', 'schema.prisma')

/** Any number that nobody else uses: whoever migrates holds PostgreSQL's advisory lock of it. */
export const MIGRATION_LOCK = 7_102_026

/**
 * Brings a database up to the newest migration, each in a transaction of its own. With nothing to do it costs one query; of several
 * processes that start at once, one migrates and the others wait for it.
 *
 * @returns the names of the migrations that were applied
 * @throws DatabaseError when a migration failed before, or the database knows others than we do
 */
export async function deployMigrations(
  connection: PoolConfig,
  migrations: readonly Migration[] = readMigrations(MIGRATIONS),
): Promise<string[]> {
  const client = new Client(connection)
  await client.connect()
  try {
    // One that has not come to its end may be under way in another process: nobody's, once we hold the lock.
    if (await isUpToDate(client, migrations).catch(unlessHalfWay)) return []
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    if (await isUpToDate(client, migrations)) return []
    const had = (await appliedMigrations(client, migrations)) ?? []
    const applied: string[] = []
    for (const [index, migration] of migrations.entries()) {
      if (had.includes(migration)) continue
      await applyWhole(connection, migrations.slice(0, index + 1), migration.name)
      applied.push(migration.name)
    }
    return applied
  } catch (error) {
    if (error instanceof DatabaseError) throw error
    throw new DatabaseError(
      `The database could not be brought up to date: ${firstLine(error)}. See “When a migration fails” in the README.`,
      { cause: error },
    )
  } finally {
    // Ends the advisory lock too.
    await client.end()
  }
}

/**
 * Applies the one of `migrations` that is missing, in one transaction with what the engine notes about it:
 * whatever ends the process meanwhile, the database has it whole or not at all. All that the engine
 * does goes through the one connection of its pool.
 */
async function applyWhole(
  connection: PoolConfig,
  migrations: readonly Migration[],
  name: string,
): Promise<void> {
  const pool = new Pool({ ...connection, max: 1, idleTimeoutMillis: 0 })
  pool.on('error', () => undefined)
  const query = pool.query.bind(pool) as unknown as (...args: unknown[]) => Promise<unknown>
  // What comes after the first error only says that the transaction is over.
  let first: unknown
  const remembering = (...args: unknown[]) =>
    query(...args).catch((error: unknown) => {
      first ??= error
      throw error
    })
  pool.query = remembering as unknown as Pool['query']
  const datamodel: [string, string] = [SCHEMA, readFileSync(SCHEMA, 'utf8')]
  try {
    await pool.query('BEGIN')
    await withSchemaEngine(new PrismaPg(pool), [datamodel], (engine) =>
      engine.applyMigrations({
        migrationsList: migrationList(MIGRATIONS, migrations),
        filters: { externalTables: [], externalEnums: [] },
      }),
    )
    await pool.query('COMMIT')
  } catch (error) {
    await query('ROLLBACK').catch(() => undefined)
    throw new Error(`the migration ${name} failed (${firstLine(first ?? error)})`, { cause: error })
  } finally {
    await pool.end()
  }
}

interface Applied {
  migration_name: string
  checksum: string
  finished_at: Date | null
  rolled_back_at: Date | null
}

/** A migration did not come to its end. */
class HalfWay extends DatabaseError {}

function unlessHalfWay(error: unknown): false {
  if (error instanceof HalfWay) return false
  throw error
}

async function isUpToDate(client: Client, migrations: readonly Migration[]): Promise<boolean> {
  const applied = await appliedMigrations(client, migrations)
  return applied !== undefined && applied.length === migrations.length
}

/**
 * Those of `migrations` that a database has, or undefined where it has never been migrated.
 *
 * @throws DatabaseError when it has others, a changed one, or one that failed half way
 */
export async function appliedMigrations(
  client: Client,
  migrations: readonly Migration[],
): Promise<Migration[] | undefined> {
  const { rows: known } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`,
  )
  if (!known[0]?.there) return undefined
  const { rows } = await client.query<Applied>(
    'SELECT migration_name, checksum, finished_at, rolled_back_at FROM _prisma_migrations',
  )
  const applied = new Map(
    rows.filter((row) => row.rolled_back_at === null).map((row) => [row.migration_name, row]),
  )
  for (const row of applied.values()) {
    if (row.finished_at === null) {
      throw new HalfWay(
        `The migration ${row.migration_name} failed half way earlier. See “When a migration fails” in the README.`,
      )
    }
    const ours = migrations.find(({ name }) => name === row.migration_name)
    if (!ours) {
      throw new DatabaseError(
        `The database is newer than this version of Counterpart: it has the migration ${row.migration_name}. Start the newer version.`,
      )
    }
    if (checksum(ours) !== row.checksum) {
      throw new DatabaseError(
        `The migration ${row.migration_name} was changed after it was applied. Restore prisma/migrations as it was released.`,
      )
    }
  }
  return migrations.filter(({ name }) => applied.has(name))
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.split('\n')[0] ?? text
}
