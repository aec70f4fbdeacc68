import { createHash } from 'node:crypto'
import type { Client } from 'pg'
import { checksum, type Migration } from '../migrations.ts'
import { DatabaseError } from '../problem.ts'
import { LONGEST_ROW } from './bounds.ts'
import { type Header, total, VERSION } from './format.ts'
import { type StoredTable, storedTables } from './tables.ts'

/** How much text one reading is to bring, in characters, so that rows of any size go through little memory. */
const READING = 1_000_000
const MOST_ROWS = 1_000

/**
 * The lines of a backup of what a transaction sees, several in a piece. Returns how many rows there were.
 *
 * @param migrations those that the database has
 */
export async function* backupLines(
  client: Client,
  migrations: readonly Migration[],
  at: Date,
): AsyncGenerator<string, number> {
  const hash = createHash('sha256')
  const hashed = (values: readonly unknown[], of = '') => {
    const lines = values.map((value) => `${JSON.stringify(value)}\n`)
    // Better no backup than one that cannot be restored.
    if (lines.some((line) => Buffer.byteLength(line) > LONGEST_ROW)) throw tooLarge(of)
    const text = lines.join('')
    hash.update(text)
    return text
  }
  const first: Header = {
    counterpart: 'backup',
    version: VERSION,
    at: at.toISOString(),
    migrations: migrations.map((one) => ({ name: one.name, checksum: checksum(one) })),
  }
  yield hashed([first])
  const rows: Record<string, number> = {}
  for (const table of await storedTables(client, migrations)) {
    yield hashed([{ table: table.name, columns: table.columns.map(({ name }) => name) }])
    let count = 0
    for await (const batch of batches(client, table)) {
      count += batch.length
      yield hashed(batch, table.name)
    }
    rows[table.name] = count
  }
  yield `${JSON.stringify({ rows, sha256: hash.digest('hex') })}\n`
  return total(rows)
}

type Row = (string | null)[]

/** A table's rows, every value as PostgreSQL's text, about as many at a time as make up one reading. */
async function* batches(client: Client, { name, columns }: StoredTable): AsyncGenerator<Row[]> {
  const list = columns.map((column) => client.escapeIdentifier(column.name)).join(', ')
  await client.query(
    `DECLARE backup NO SCROLL CURSOR FOR SELECT ${list} FROM ${client.escapeIdentifier(name)}`,
  )
  const types = { getTypeParser: () => (text: string) => text }
  for (let wanted = 10; ; ) {
    const text = `FETCH ${wanted} FROM backup`
    const { rows } = await client.query<Row>({ text, rowMode: 'array', types })
    if (rows.length === 0) break
    yield rows
    const size = rows.flat().reduce((sum, value) => sum + (value?.length ?? 0), 0)
    wanted = Math.max(1, Math.min(MOST_ROWS, Math.floor((READING * rows.length) / (size + 1)), wanted * 10))
  }
  await client.query('CLOSE backup')
}

function tooLarge(table: string): DatabaseError {
  const most = LONGEST_ROW / 2 ** 20
  return new DatabaseError(
    `A row of the table ${table} takes more than ${most} MiB, which is more than a backup holds. No backup was made; use pg_dump.`,
  )
}
