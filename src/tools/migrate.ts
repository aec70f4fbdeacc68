import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openInMemory } from '../database/embedded.ts'
import { PACKED } from '../database/initialise.ts'
import { MIGRATIONS, SCHEMA } from '../database/migrate.ts'
import { migrationList, readMigrations } from '../database/migrations.ts'
import { openDatabase } from '../database/open.ts'
import { dataDirectoryIsUpToDate, packDataDirectory } from './data-directory.ts'
import { describingAdapter } from './describing-adapter.ts'
import { withSchemaEngine } from './schema-engine.ts'

/**
 * `migrate`: brings the configured database up to date.
 * `migrate --check`: says whether the migrations give what the schema says, and the data directory that comes with us
 * has them all; exit code 1 where that is not so.
 * `migrate --name NAME`: writes a new migration for what the schema has and the migrations lack.
 * `migrate --pack`: makes that data directory anew. It is made anew with each new migration as well.
 */
async function main(args: readonly string[]): Promise<number> {
  if (args[0] === '--check') {
    const script = await missing()
    if (script !== undefined) {
      print(
        `prisma/schema.prisma has what no migration makes. Run: npm run migrate -- --name WHAT_CHANGED\n\n${script}`,
      )
      return 1
    }
    if (!dataDirectoryIsUpToDate()) {
      print(`${PACKED} lacks a migration, or is of another PGlite. Run: npm run migrate -- --pack`)
      return 1
    }
    return print('The migrations give what the schema says, and a new data directory has them all.')
  }
  if (args[0] === '--pack') return packed()
  if (args[0] === '--name') return writeMigration(args[1] ?? '')
  if (existsSync('.env')) process.loadEnvFile('.env')
  const { DATABASE_URL, DATA_DIR } = process.env
  const database = await openDatabase({ databaseUrl: DATABASE_URL || undefined, dataDir: DATA_DIR || 'data' })
  await database.close()
  const { migrated } = database
  return print(migrated.length === 0 ? 'Nothing to do.' : `Applied: ${migrated.join(', ')}`)
}

async function writeMigration(name: string): Promise<number> {
  if (!/^[a-z0-9_]+$/.test(name)) {
    print('Give the migration a name of lowercase letters, digits and underscores: --name add_pauses')
    return 2
  }
  const script = await missing()
  if (script === undefined) return print('Nothing to do: the migrations give what the schema says.')
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = join(MIGRATIONS, `${stamp}_${name}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'migration.sql'), script)
  writeFileSync(join(MIGRATIONS, 'migration_lock.toml'), 'provider = "postgresql"\n')
  print(`Written: ${folder}`)
  return packed()
}

async function packed(): Promise<number> {
  await packDataDirectory()
  return print(`Written: ${PACKED}`)
}

/** The SQL between what the migrations make and what the schema says, computed in memory. */
async function missing(): Promise<string | undefined> {
  const sockets = mkdtempSync(join(tmpdir(), 'counterpart-'))
  const main = await openInMemory(sockets)
  const shadow = await openInMemory(sockets)
  // The engine wants a second, empty database to play the migrations in: here it has one of its own.
  const adapter = describingAdapter(main.connection, shadow.connection)
  const schema: [string, string] = [SCHEMA, readFileSync(SCHEMA, 'utf8')]
  const filters = { externalTables: [], externalEnums: [] }
  try {
    const list = migrationList(MIGRATIONS, readMigrations(MIGRATIONS))
    const { stdout } = await withSchemaEngine(adapter, [schema], (engine) =>
      engine.diff({
        from: { tag: 'migrations', ...list },
        to: { tag: 'schemaDatamodel', files: [{ path: schema[0], content: schema[1] }] },
        script: true,
        exitCode: null,
        filters,
      }),
    )
    const script = stdout?.trim() ?? ''
    return script === '' || script.includes('empty migration') ? undefined : `${script}\n`
  } finally {
    await main.close()
    await shadow.close()
    rmSync(sockets, { recursive: true, force: true })
  }
}

function print(line: string): 0 {
  process.stdout.write(`${line}\n`)
  return 0
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  return 1
})
