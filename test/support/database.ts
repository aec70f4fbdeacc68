import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

async function inMemory(): Promise<Database> {
  const sockets = mkdtempSync(join(tmpdir(), 'counterpart-test-'))
  const memory = await openInMemory(sockets, await databaseInMemory('migrated'))
  return connectTo(memory.connection, 'embedded', async () => {
    await memory.close()
    rmSync(sockets, { recursive: true, force: true })
  })
}
