import { Client, type PoolConfig } from 'pg'
import { appliedMigrations, deployMigrations, MIGRATIONS } from '../migrate.ts'
import { checksum, type Migration, readMigrations } from '../migrations.ts'
import { type DatabaseOptions, reachDatabase } from '../open.ts'
import { DatabaseError } from '../problem.ts'
import type { Header } from './format.ts'
import { loadRows } from './load.ts'
import { type Part, readBackup } from './read.ts'
import { databaseSaid, inTransaction } from './session.ts'
import { filledTable, storedTables } from './tables.ts'

export interface Restored {
  readonly rows: number
  /** When the backup was made, ISO 8601. */
  readonly at: string
  /** Names of the migrations that came after the backup was made. */
  readonly migrated: readonly string[]
}

/**
 * Puts a backup into an empty database of either kind, whole or not at all, and brings it up to date. The
 * file is read to its end before the database is touched.
 *
 * @throws DatabaseError with one line that says what to do
 */
export async function restore(options: DatabaseOptions, path: string): Promise<Restored> {
  // A file that cannot be restored is to leave no trace, not even a new data directory.
  const known = readMigrations(MIGRATIONS)
  const checked = await checkedBackup(path, known)
  const { connection, made, release } = await reachDatabase(options)
  try {
    // A new one comes migrated, perhaps further than the backup is.
    if (made) await withClient(connection, takeTablesAway)
    return await load(connection, path, checked, known)
  } finally {
    await release()
  }
}

/** The same into a database that can be reached; `known` are the migrations that it is brought up to. */
export async function restoreInto(
  connection: PoolConfig,
  path: string,
  known: readonly Migration[] = readMigrations(MIGRATIONS),
): Promise<Restored> {
  return load(connection, path, await checkedBackup(path, known), known)
}

interface Checked {
  readonly at: string
  /** The migrations that the backup's database had. */
  readonly level: readonly Migration[]
}

async function load(
  connection: PoolConfig,
  path: string,
  { at, level }: Checked,
  known: readonly Migration[],
): Promise<Restored> {
  await checkTarget(connection, level, known)
  await deployMigrations(connection, level)
  const rows = await inTransaction(connection, 'BEGIN', async (client) => {
    const tables = await storedTables(client, level)
    // Whoever starts now waits, and finds everything or nothing.
    const names = tables.map(({ name }) => client.escapeIdentifier(name))
    await client.query(`LOCK TABLE ${names.join(', ')} IN ACCESS EXCLUSIVE MODE`)
    await refuseFilled(client)
    return await loadRows(client, tables, rowsOf(path))
  }).catch((error: unknown) => {
    throw inWords(error)
  })
  const migrated = await deployMigrations(connection, known)
  await withClient(connection, (client) => client.query('ANALYZE'))
  return { rows, at, migrated }
}

async function checkedBackup(path: string, known: readonly Migration[]): Promise<Checked> {
  let checked: Checked | undefined
  for await (const part of readBackup(path)) {
    if (part.kind === 'header') checked = { at: part.header.at, level: levelOf(path, part.header, known) }
  }
  if (checked === undefined) throw new Error('a backup was read to its end without a header')
  return checked
}

async function* rowsOf(path: string): AsyncGenerator<Part> {
  for await (const part of readBackup(path)) if (part.kind !== 'header') yield part
}

function levelOf(path: string, header: Header, known: readonly Migration[]): Migration[] {
  return header.migrations.map((had) => {
    const ours = known.find(({ name }) => name === had.name)
    if (!ours) {
      throw new DatabaseError(
        `${path} is newer than this version of Counterpart: its database had the migration ${had.name}. Restore it with the newer version.`,
      )
    }
    if (checksum(ours) !== had.checksum) {
      throw new DatabaseError(
        `The migration ${had.name} is another than when ${path} was made. Restore prisma/migrations as it was released.`,
      )
    }
    return ours
  })
}

async function checkTarget(
  connection: PoolConfig,
  level: readonly Migration[],
  known: readonly Migration[],
): Promise<void> {
  await withClient(connection, async (client) => {
    await refuseFilled(client)
    const has = (await appliedMigrations(client, known)) ?? []
    const later = has.find((one) => !level.includes(one))
    if (!later) return
    throw new DatabaseError(
      `The database is empty, but newer than the backup: it has the migration ${later.name}. Restore into a new, empty one; it will be brought up to date.`,
    )
  })
}

async function refuseFilled(client: Client): Promise<void> {
  const filled = await filledTable(client)
  if (filled === undefined) return
  throw new DatabaseError(
    `The database is not empty (there are rows in ${filled}). Nothing was changed; restore into a new, empty one: set DATA_DIR to another folder, or DATABASE_URL to another database.`,
  )
}

async function takeTablesAway(client: Client): Promise<void> {
  await client.query('DROP SCHEMA public CASCADE')
  await client.query('CREATE SCHEMA public')
}

async function withClient(connection: PoolConfig, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client(connection)
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/** In words, without the values that PostgreSQL may quote. */
function inWords(error: unknown): unknown {
  const said = databaseSaid(error)
  if (said === undefined) return error
  return new DatabaseError(`The backup could not be put into the database: ${said}. Nothing was changed.`, {
    cause: error,
  })
}
