import { ConfigError } from '../config.ts'
import { backup } from '../database/backup/backup.ts'
import { restore } from '../database/backup/restore.ts'
import { DatabaseError } from '../database/problem.ts'
import { loadSettings } from './settings-file.ts'

/** `backup FILE`, `restore FILE`: on the database that the settings point to. Exit code 1: not done, 2: wrong use. */
async function main([verb, file, ...more]: readonly string[]): Promise<number> {
  if ((verb !== 'backup' && verb !== 'restore') || !file || more.length > 0) {
    process.stderr.write(`Name one file: npm run ${verb ?? 'backup'} -- FILE\n`)
    return 2
  }
  process.umask(0o077)
  loadSettings()
  const { DATABASE_URL, DATA_DIR } = process.env
  const options = { databaseUrl: DATABASE_URL || undefined, dataDir: DATA_DIR || 'data' }
  if (verb === 'backup') {
    const { rows, bytes } = await backup(options, file)
    process.stdout.write(`Written: ${file} (${rows} rows, ${bytes} bytes).\n`)
    return 0
  }
  const { rows, at, migrated } = await restore(options, file)
  const later = migrated.length === 0 ? '' : ` Brought up to date: ${migrated.join(', ')}.`
  process.stdout.write(`Restored: ${rows} rows, as they were at ${at}.${later}\n`)
  return 0
}

// Ending through `exit` takes the unfinished file away.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  const known = error instanceof DatabaseError || error instanceof ConfigError
  const unforeseen = error instanceof Error && !known
  const text = unforeseen ? error.stack : error instanceof Error ? error.message : String(error)
  process.stderr.write(`${text}\n`)
  return 1
})
