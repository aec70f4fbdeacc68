import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { cp } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { checksum, readMigrations } from '../../src/database/migrations.ts'
import { projectRoot } from '../../src/database/root.ts'

const CACHE = join(projectRoot, 'node_modules', '.cache', 'counterpart', 'databases')
const KEPT_MS = 24 * 60 * 60_000
const DATA = 'data'
const MIGRATED = 'migrated.tar'
const EMPTY = 'empty.tar'

/** Puts an empty database that is up to date into a bot's data directory, as its first start would. */
export async function copyDatabaseTo(dataDir: string): Promise<void> {
  const folder = await templateFolder()
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  await cp(join(folder, DATA), dataDir, { recursive: true })
}

/** What PGlite loads into memory: an empty database that is up to date, or one without a table. */
export async function databaseInMemory(kind: 'migrated' | 'empty'): Promise<Blob> {
  const file = join(await templateFolder(), kind === 'migrated' ? MIGRATED : EMPTY)
  return new Blob([readFileSync(file)])
}

/**
 * Where the databases lie that tests copy: to make one takes seconds, to copy one does not. They are made
 * where there are none for these migrations and this PGlite, and kept.
 */
export async function templateFolder(): Promise<string> {
  const folder = join(CACHE, digest())
  if (!existsSync(folder)) await make(folder)
  return folder
}

function digest(): string {
  const hash = createHash('sha256')
  const pglite = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'))
  hash.update(readFileSync(join(pglite, '..', 'package.json')))
  for (const migration of readMigrations(join(projectRoot, 'prisma', 'migrations'))) {
    hash.update(`${migration.name} ${checksum(migration)}\n`)
  }
  return hash.digest('hex').slice(0, 24)
}

/** Those of other migrations; a run of the day may be at work with them still. */
function removeOld(folder: string): void {
  if (statSync(folder).mtimeMs < Date.now() - KEPT_MS) rmSync(folder, { recursive: true, force: true })
}

/** Under its name only when it is whole: several processes may be at it at once. */
async function make(folder: string): Promise<void> {
  // Hardly ever needed, and much to load.
  const { openDatabase } = await import('../../src/database/open.ts')
  const { openInMemory } = await import('../../src/database/embedded.ts')
  const { PGlite } = await import('@electric-sql/pglite')
  const { NodeFS } = await import('@electric-sql/pglite/nodefs')
  mkdirSync(CACHE, { recursive: true })
  for (const name of readdirSync(CACHE)) removeOld(join(CACHE, name))
  const unfinished = mkdtempSync(join(CACHE, 'making-'))
  const save = async (name: string, dump: Blob) =>
    writeFileSync(join(unfinished, name), Buffer.from(await dump.arrayBuffer()))

  const data = join(unfinished, DATA)
  const database = await openDatabase({ databaseUrl: undefined, dataDir: data })
  await database.close()
  rmSync(join(data, 'run'), { recursive: true, force: true })
  const files = await PGlite.create({ fs: new NodeFS(join(data, 'postgres')) })
  await save(MIGRATED, await files.dumpDataDir('none'))
  await files.close()
  const memory = await openInMemory(unfinished)
  await save(EMPTY, await memory.dump())
  await memory.close()
  try {
    renameSync(unfinished, folder)
  } catch (error) {
    // Somebody else was quicker.
    if (!existsSync(folder)) throw error
    rmSync(unfinished, { recursive: true })
  }
}
