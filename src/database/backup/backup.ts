import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { PoolConfig } from 'pg'
import { appliedMigrations, MIGRATIONS } from '../migrate.ts'
import { type Migration, readMigrations } from '../migrations.ts'
import { type DatabaseOptions, reachDatabase } from '../open.ts'
import { DatabaseError, InUseError } from '../problem.ts'
import { databaseSaid, inTransaction } from './session.ts'
import { writeWholeFile } from './whole-file.ts'
import { backupLines } from './write.ts'

export interface Written {
  readonly rows: number
  readonly bytes: number
}

/**
 * Writes all that a database holds, at one instant, to a file that `restore` takes on either kind of database.
 * The database stays as it is, also where this version of Counterpart would bring it up to date.
 *
 * @throws DatabaseError with one line that says what to do
 */
export async function backup(options: DatabaseOptions, path: string): Promise<Written> {
  if (options.databaseUrl === undefined && !existsSync(join(options.dataDir, 'postgres'))) {
    throw new DatabaseError(
      `There is no database in ${options.dataDir}. Set DATA_DIR or DATABASE_URL as the bot has them.`,
    )
  }
  const { connection, release } = await reachDatabase(options).catch((error: unknown) => {
    throw error instanceof InUseError ? inUse(options.dataDir) : error
  })
  try {
    return await backupFrom(connection, path)
  } finally {
    await release()
  }
}

/** The same from a database that can be reached, which is at a level that `known` migrations give. */
export async function backupFrom(
  connection: PoolConfig,
  path: string,
  known: readonly Migration[] = readMigrations(MIGRATIONS),
): Promise<Written> {
  const begin = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'
  return inTransaction(connection, begin, async (client) => {
    const migrations = await appliedMigrations(client, known)
    if (migrations === undefined) {
      throw new DatabaseError('There is nothing in this database yet: the bot has never used it.')
    }
    let rows = 0
    const lines = async function* () {
      rows = yield* backupLines(client, migrations, new Date())
    }
    const bytes = await writeWholeFile(path, lines())
    return { rows, bytes }
  }).catch((error: unknown) => {
    throw inWords(error)
  })
}

/** Files' errors have words already; what is left with a code, or tells of a connection, is the database's. */
function inWords(error: unknown): unknown {
  const said = databaseSaid(error)
  if (said === undefined) return error
  return new DatabaseError(`The database could not be read: ${said}. No backup was made; try again.`, {
    cause: error,
  })
}

function inUse(dataDir: string): InUseError {
  return new InUseError(
    `The bot is running on ${dataDir}, whose embedded database belongs to one process at a time. Stop the bot, run this again, and start the bot.`,
  )
}
