import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, type PoolConfig } from 'pg'
import { openInMemory } from '../../src/database/embedded.ts'
import { connectTo, type Database } from '../../src/database/open.ts'
import { migratedDatabase } from './server.ts'
import { copyDatabaseTo, databaseInMemory } from './template.ts'

/** A migrated, empty database of a test's own: on TEST_DATABASE_URL's server, else embedded in memory. */
export async function freshDatabase(): Promise<Database> {
  const server = process.env.TEST_DATABASE_URL
  if (server === undefined) return inMemory()
  const { url, drop } = await migratedDatabase(server)
  return connectTo({ connectionString: url }, 'postgresql', drop)
}

/**
 * The same, for a whole bot under test: on TEST_DATABASE_URL's server, else embedded in its data directory.
 *
 * @returns the bot's DATABASE_URL
 */
export async function botDatabase(
  dataDir: string,
): Promise<{ url: string | undefined; drop(): Promise<void> }> {
  const server = process.env.TEST_DATABASE_URL
  if (server !== undefined) return migratedDatabase(server)
  await copyDatabaseTo(dataDir)
  return { url: undefined, drop: async () => undefined }
}

/** Those in memory that nobody uses now: opening one is most of what many a file of tests costs. */
const idle: Memory[] = []

interface Memory {
  readonly connection: PoolConfig
  close(): Promise<void>
}

/** In memory: what one file of a worker is done with, its next ones get, emptied. */
async function inMemory(): Promise<Database> {
  const memory = idle.pop() ?? (await openedInMemory())
  return connectTo(memory.connection, 'embedded', async () => {
    await empty(memory.connection)
    idle.push(memory)
  })
}

async function openedInMemory(): Promise<Memory> {
  const sockets = mkdtempSync(join(tmpdir(), 'counterpart-test-'))
  process.once('exit', () => rmSync(sockets, { recursive: true, force: true }))
  return openInMemory(sockets, await databaseInMemory('migrated'))
}

/** As it was when it was made: without a row, and without anything that a session left. */
async function empty(connection: PoolConfig): Promise<void> {
  const client = new Client(connection)
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I', tablename) AS "name" FROM pg_tables
        WHERE schemaname = current_schema() AND tablename <> '_prisma_migrations'`,
    )
    await client.query(`TRUNCATE ${rows.map(({ name }) => name).join(', ')}`)
    await client.query('DISCARD ALL')
    // What it logged takes memory.
    await client.query('CHECKPOINT')
  } finally {
    await client.end()
  }
}
