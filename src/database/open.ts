import { PrismaPg } from '@prisma/adapter-pg'
import { Client, type PoolConfig } from 'pg'
import { openEmbedded } from './embedded.ts'
import { PrismaClient } from './generated/client.ts'
import { deployMigrations } from './migrate.ts'
import { DatabaseError } from './problem.ts'
import { preparingAdapter } from './statements.ts'
import { startUpkeep } from './upkeep.ts'
import { whyNoDatabase } from './why-no-database.ts'

export interface Database {
  readonly prisma: PrismaClient
  readonly kind: 'postgresql' | 'embedded'
  /** Names of the migrations that were applied at this start. */
  readonly migrated: readonly string[]
  ping(): Promise<void>
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** A PostgreSQL, 15 or later; the embedded one under `dataDir` where undefined. */
  readonly databaseUrl: string | undefined
  readonly dataDir: string
}

/** A database as it is: nothing of it was brought up to date. */
export interface Reached {
  /** How a PostgreSQL client reaches it. */
  readonly connection: PoolConfig
  readonly kind: Database['kind']
  /** Whether it was made just now: it is migrated, and has no row. */
  readonly made: boolean
  release(): Promise<void>
}

/**
 * Opens the database and brings it up to date.
 *
 * @throws DatabaseError with one line that says what to do
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { connection, kind, release } = await reachDatabase(options)
  try {
    return await connectTo(connection, kind, release)
  } catch (error) {
    await release()
    throw error
  }
}

/**
 * Makes sure that the database can be reached; starts the embedded one.
 *
 * @throws DatabaseError with one line that says what to do
 */
export async function reachDatabase({ databaseUrl, dataDir }: DatabaseOptions): Promise<Reached> {
  if (databaseUrl !== undefined) {
    const connection = {
      connectionString: databaseUrl,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      idle_in_transaction_session_timeout: FORSAKEN_MS,
    }
    await checkServer(connection)
    return { connection, kind: 'postgresql', made: false, release: async () => undefined }
  }
  const { connection, made, close } = await openEmbedded(dataDir)
  return { connection, kind: 'embedded', made, release: close }
}

/** A client of a database that is reached, brought up to date first. */
export async function connectTo(
  connection: PoolConfig,
  kind: Database['kind'],
  release: () => Promise<void>,
): Promise<Database> {
  const migrated = await deployMigrations(connection)
  const prisma = new PrismaClient({
    adapter: kind === 'embedded' ? preparingAdapter(connection) : new PrismaPg({ ...connection, max: 10 }),
    // With one connection a transaction waits for its turn: rather long than in vain.
    transactionOptions: { maxWait: 30_000, timeout: 60_000 },
  })
  const endUpkeep = kind === 'embedded' ? startUpkeep(prisma) : undefined
  return {
    prisma,
    kind,
    migrated,
    async ping() {
      await prisma.$queryRaw`SELECT 1`
    },
    async close() {
      endUpkeep?.()
      await prisma.$disconnect()
      await release()
    },
  }
}

const OLDEST = 15
/**
 * A process that is cut off in the middle of a transaction would keep the others waiting at its locks. We
 * ask nobody else anything inside a transaction, so that none of ours is idle for long; ms.
 */
const FORSAKEN_MS = 10_000

async function checkServer(connection: PoolConfig): Promise<void> {
  const client = new Client(connection)
  try {
    await client.connect()
    const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num')
    const major = Math.floor(Number(rows[0]?.server_version_num ?? 0) / 10_000)
    if (major < OLDEST) {
      throw new DatabaseError(
        `DATABASE_URL: this PostgreSQL is version ${major}; ${OLDEST} or later is needed.`,
      )
    }
  } catch (error) {
    if (error instanceof DatabaseError) throw error
    throw new DatabaseError(`DATABASE_URL: ${whyNoDatabase(error)}`, { cause: error })
  } finally {
    await client.end().catch(() => undefined)
  }
}
