import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { createInMemory, serve } from '../../src/database/embedded.ts'
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
const idle: PGlite[] = []

/**
 * In memory: what one file of a worker is done with, its next ones get, emptied. They reach it another way, so that
 * nothing that an earlier file forgot to stop finds it again.
 */
async function inMemory(): Promise<Database> {
  const db = idle.pop() ?? (await createInMemory(await databaseInMemory('migrated')))
  const sockets = mkdtempSync(join(tmpdir(), 'counterpart-test-'))
  const server = await serve(db, sockets)
  return connectTo(server.connection, 'embedded', async () => {
    await server.stop()
    rmSync(sockets, { recursive: true, force: true })
    await empty(db)
    idle.push(db)
  })
}

/** As it was when it was made: without a row, and without anything that a session left. */
async function empty(db: PGlite): Promise<void> {
  // Somebody may have been cut off within a transaction.
  await db.exec('ROLLBACK')
  const { rows } = await db.query<{ name: string }>(
    `SELECT format('%I', tablename) AS "name" FROM pg_tables
      WHERE schemaname = current_schema() AND tablename <> '_prisma_migrations'`,
  )
  await db.exec(`TRUNCATE ${rows.map(({ name }) => name).join(', ')}`)
  await db.exec('DISCARD ALL')
  // What it logged takes memory.
  await db.exec('CHECKPOINT')
}
