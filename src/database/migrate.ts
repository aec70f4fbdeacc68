import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Client, type PoolConfig } from 'pg'
import { checksum, type Migration, readMigrations } from './migrations.ts'
import { DatabaseError } from './problem.ts'
import { projectRoot } from './root.ts'

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
    for (const migration of migrations) {
      if (had.includes(migration)) continue
      await applyWhole(client, migration)
      applied.push(migration.name)
    }
    return applied
  } catch (error) {
    if (error instanceof DatabaseError) throw error
    throw new DatabaseError(
      `The database could not be brought up to date: ${firstLine(error)}. See “When a migration fails” in docs/operate.md.`,
      { cause: error },
    )
  } finally {
    // Ends the advisory lock too.
    await client.end()
  }
}

/** The table in which Prisma keeps what was applied, as its own tools make it. */
const APPLIED_TABLE = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`

/**
 * Applies a migration in one transaction with the note about it, which is the one that `prisma migrate deploy` leaves:
 * whatever ends the process meanwhile, the database has it whole or not at all. Prisma's engine would take four times the
 * time and 30 MB for the same; tests ask it whether it finds what it would have done.
 */
async function applyWhole(client: Client, migration: Migration): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(APPLIED_TABLE)
    await client.query(migration.script)
    await client.query(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count")
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum(migration), migration.name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw new Error(`the migration ${migration.name} failed (${firstLine(error)})`, { cause: error })
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
        `The migration ${row.migration_name} failed half way earlier. See “When a migration fails” in docs/operate.md.`,
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
