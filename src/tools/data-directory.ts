import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openDirectory } from '../database/embedded.ts'
import { PACKED } from '../database/initialise.ts'
import { deployMigrations, MIGRATIONS } from '../database/migrate.ts'
import { checksum, readMigrations } from '../database/migrations.ts'
import { type Origin, originOf, pack } from '../database/packed.ts'

/**
 * Once every migration is in: what no installation needs is left out. The databases that others are made from are two
 * thirds of the files, and could never be vacuumed, since the embedded one reaches no other database than its own.
 */
const TIDY = [
  `UPDATE pg_database SET datistemplate = false WHERE datname IN ('template0', 'template1')`,
  'DROP DATABASE template0',
  'DROP DATABASE template1',
  'VACUUM FREEZE ANALYZE',
  // A new file of the log has nothing in it yet, and the old ones are removed.
  'SELECT pg_switch_wal()',
  'CHECKPOINT',
]

/** Makes the data directory that every installation with the embedded database begins with. */
export async function packDataDirectory(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-'))
  try {
    const sockets = join(folder, 'run')
    mkdirSync(sockets)
    const directory = join(folder, 'postgres')
    const { db, connection, close } = await openDirectory(directory, sockets, { wal_recycle: 'off' })
    await deployMigrations(connection)
    for (const statement of TIDY) await db.exec(statement)
    await close()
    writeFileSync(PACKED, pack(directory, wanted()))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Whether the packed one is what would be packed now. */
export function dataDirectoryIsUpToDate(): boolean {
  try {
    return JSON.stringify(originOf(readFileSync(PACKED))) === JSON.stringify(wanted())
  } catch {
    return false
  }
}

function wanted(): Origin {
  return {
    pglite: pgliteVersion(),
    migrations: readMigrations(MIGRATIONS).map((migration) => ({
      name: migration.name,
      checksum: checksum(migration),
    })),
  }
}

function pgliteVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  return String(JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8')).version)
}
