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
 * Opens the embedded PostgreSQL in a data directory, which this process then owns.
 *
 * @throws DatabaseError when somebody else owns it, others can read it, or its version is another
 */
export async function openEmbedded(dataDir: string): Promise<Embedded> {
  privateDirectory(dataDir)
  const sockets = socketFolder(dataDir)
  const lock = await holdLock(sockets, dataDir)
  try {
    const directory = join(dataDir, 'postgres')
    await initialise(directory)
    checkVersion(directory)
    const db = await PGlite.create({ fs: new FlushedFiles(directory), startParams: startParams() })
    const server = await serve(db, sockets)
    const timer = setInterval(() => void db.exec('CHECKPOINT').catch(() => undefined), CHECKPOINT_MS)
    timer.unref()
    return {
      connection: server.connection,
      async close() {
        clearInterval(timer)
        await server.stop()
        await db.exec('CHECKPOINT').catch(() => undefined)
        await db.close()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** One in memory, for comparing schemas and for tests. */
export async function openInMemory(
  sockets: string,
  from?: Blob,
): Promise<Embedded & { dump(): Promise<Blob> }> {
  const db = await PGlite.create(from ? { loadDataDir: from } : {})
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

/** PGlite's own parameters without -F (which turns flushing off), and with a log that stays small. */
function startParams(): string[] {
  const usual = PGlite.defaultStartParams.filter((param) => param !== '-F')
  return [...usual, '-c', 'wal_sync_method=fsync', '-c', 'max_wal_size=64MB', '-c', 'synchronous_commit=on']
}

function checkVersion(directory: string): void {
  const found = readFileSync(join(directory, 'PG_VERSION'), 'utf8').trim()
  if (found === MAJOR) return
  throw new DatabaseError(
    `${directory} was written by PostgreSQL ${found}, and this version of Counterpart brings ${MAJOR}. Start the version of Counterpart that wrote it, or set DATA_DIR to an empty folder to begin anew.`,
  )
}

/** Lets PostgreSQL clients of this process reach it: over a unix socket, on Windows over a local port. */
async function serve(
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
