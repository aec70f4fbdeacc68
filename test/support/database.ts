import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { openInMemory } from '../../src/database/embedded.ts'
import { connectTo, type Database } from '../../src/database/open.ts'

let template: Promise<Blob> | undefined

/** A migrated, empty database of a test's own: on TEST_DATABASE_URL's server, else embedded in memory. */
export async function freshDatabase(): Promise<Database> {
  const server = process.env.TEST_DATABASE_URL
  return server ? onServer(server) : inMemory()
}

async function onServer(server: string): Promise<Database> {
  const { url, drop } = await emptyDatabase(server)
  return connectTo({ connectionString: url }, 'postgresql', drop)
}

/** Where a whole bot under test keeps its data: on TEST_DATABASE_URL's server, else embedded in its folder. */
export async function botDatabase(): Promise<{ url: string | undefined; drop(): Promise<void> }> {
  const server = process.env.TEST_DATABASE_URL
  return server ? emptyDatabase(server) : { url: undefined, drop: async () => undefined }
}

/** A database of a server, without a table. */
export async function emptyDatabase(server: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `counterpart_test_${randomBytes(6).toString('hex')}`
  const admin = new Client({ connectionString: server })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    async drop() {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await admin.end()
    },
  }
}

async function inMemory(): Promise<Database> {
  const sockets = mkdtempSync(join(tmpdir(), 'counterpart-test-'))
  template ??= (async () => {
    const first = await openInMemory(sockets)
    const database = await connectTo(first.connection, 'embedded', async () => undefined)
    await database.close()
    const dump = await first.dump()
    await first.close()
    return dump
  })()
  const memory = await openInMemory(sockets, await template)
  return connectTo(memory.connection, 'embedded', async () => {
    await memory.close()
    rmSync(sockets, { recursive: true, force: true })
  })
}
