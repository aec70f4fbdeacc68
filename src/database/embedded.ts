import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import type { PoolConfig } from 'pg'
import { FlushedFiles } from './flushed-files.ts'
import { initialise } from './initialise.ts'
import { holdLock } from './lock.ts'
import { privateDirectory, socketFolder } from './paths.ts'
import { DatabaseError } from './problem.ts'

export interface Embedded {
  /** How a PostgreSQL client reaches it. */
  readonly connection: PoolConfig
  close(): Promise<void>
}

/** The PostgreSQL that PGlite 0.5 is. A data directory of another major version cannot be opened. */
const MAJOR = '18'
const CHECKPOINT_MS = 5 * 60_000

/**
 * Opens the embedded PostgreSQL in a data directory, which this process then owns; `made` where there was none.
 *
 * @throws DatabaseError when somebody else owns it, others can read it, or its version is another
 */
export async function openEmbedded(dataDir: string): Promise<Embedded & { readonly made: boolean }> {
  privateDirectory(dataDir)
  const sockets = socketFolder(dataDir)
  const lock = await holdLock(sockets, dataDir)
  try {
    const directory = join(dataDir, 'postgres')
    const made = initialise(directory)
    checkVersion(directory)
    const { db, connection, close } = await openDirectory(directory, sockets)
    const timer = setInterval(() => void db.exec('CHECKPOINT').catch(() => undefined), CHECKPOINT_MS)
    timer.unref()
    return {
      connection,
      made,
      async close() {
        clearInterval(timer)
        await close()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** One in a directory, which PGlite makes where there is none; without a lock. `settings` are PostgreSQL's. */
export async function openDirectory(
  directory: string,
  sockets: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Embedded & { readonly db: PGlite }> {
  const db = await PGlite.create({ fs: new FlushedFiles(directory), startParams: startParams(settings) })
  const server = await serve(db, sockets)
  return {
    db,
    connection: server.connection,
    async close() {
      await server.stop()
      await db.exec('CHECKPOINT').catch(() => undefined)
      await db.close()
    },
  }
}

/** One in memory, for comparing schemas and for tests. */
export async function openInMemory(
  sockets: string,
  from?: Blob,
): Promise<Embedded & { dump(): Promise<Blob> }> {
  const db = await createInMemory(from)
  const server = await serve(db, sockets)
  return {
    connection: server.connection,
    dump: () => db.dumpDataDir('none'),
    async close() {
      await server.stop()
      await db.close()
    },
  }
}

/** The same, which nobody can reach yet. As little memory as the one in a directory takes; nothing is flushed here. */
export function createInMemory(from?: Blob): Promise<PGlite> {
  return PGlite.create({
    ...(from ? { loadDataDir: from } : {}),
    startParams: [...startParams({}), '-F'],
  })
}

const SETTINGS: Readonly<Record<string, string>> = {
  wal_sync_method: 'fsync',
  synchronous_commit: 'on',
  // The log stays small, and so does the memory: PGlite would take 160 MB for a cache of what the system caches too.
  max_wal_size: '64MB',
  shared_buffers: '8MB',
  // It has one session. The least that PostgreSQL takes keeps three of them for others.
  max_connections: '8',
}

/** PGlite's own parameters without -F, which turns flushing off. */
function startParams(settings: Readonly<Record<string, string>>): string[] {
  const usual = PGlite.defaultStartParams.filter((param) => param !== '-F')
  const all = Object.entries({ ...SETTINGS, ...settings })
  return [...usual, ...all.flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

function checkVersion(directory: string): void {
  const found = readFileSync(join(directory, 'PG_VERSION'), 'utf8').trim()
  if (found === MAJOR) return
  throw new DatabaseError(
    `${directory} was written by PostgreSQL ${found}, and this version of Counterpart brings ${MAJOR}. Start the version of Counterpart that wrote it, or set DATA_DIR to an empty folder to begin anew.`,
  )
}

/** Lets PostgreSQL clients of this process reach it: over a unix socket, on Windows over a local port. */
export async function serve(
  db: PGlite,
  sockets: string,
): Promise<{ connection: PoolConfig; stop(): Promise<void> }> {
  const usual = { user: 'postgres', password: 'postgres', database: 'postgres' }
  if (process.platform === 'win32') {
    const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port: 0, maxConnections: 4 })
    await server.start()
    const port = Number(server.getServerConn().split(':').at(-1))
    return { connection: { ...usual, host: '127.0.0.1', port }, stop: () => server.stop() }
  }
  // A PostgreSQL client takes a folder, and looks for a socket of this name in it.
  const port = 1024 + (randomBytes(2).readUInt16BE(0) % 64_000)
  const path = join(sockets, `.s.PGSQL.${port}`)
  rmSync(path, { force: true })
  const server = new PGLiteSocketServer({ db, path, maxConnections: 4 })
  await server.start()
  return { connection: { ...usual, host: sockets, port }, stop: () => server.stop() }
}
