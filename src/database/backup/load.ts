import type { Client } from 'pg'
import { DatabaseError } from '../problem.ts'
import type { Table } from './format.ts'
import type { Part } from './read.ts'
import type { StoredTable } from './tables.ts'

/** What one statement brings in at most: characters, rows. */
const LONGEST = 1_000_000
const MOST_ROWS = 1_000

/**
 * Puts the rows of a backup into tables that are empty. References between rows are checked when all are
 * there, so that the order does not matter.
 *
 * @param parts without the header
 * @returns how many rows
 */
export async function loadRows(
  client: Client,
  tables: readonly StoredTable[],
  parts: AsyncIterable<Part>,
): Promise<number> {
  const references = await putOff(client)
  const missing = new Set(tables.map(({ name }) => name))
  let insert = ''
  let batch: string[] = []
  let size = 0
  let rows = 0
  const flush = async () => {
    if (batch.length > 0) await client.query(insert, [`[${batch.join(',')}]`])
    rows += batch.length
    batch = []
    size = 0
  }
  for await (const part of parts) {
    if (part.kind === 'table') {
      await flush()
      missing.delete(part.table.table)
      insert = insertion(client, tables, part.table)
    } else if (part.kind === 'row') {
      batch.push(part.line)
      size += part.line.length
      if (size >= LONGEST || batch.length >= MOST_ROWS) await flush()
    }
  }
  await flush()
  const [lacking] = missing
  if (lacking !== undefined) throw differs(lacking)
  await putBack(client, references)
  return rows
}

/** A statement that takes an array of rows, each an array of texts, as JSON. */
function insertion(client: Client, tables: readonly StoredTable[], { table, columns }: Table): string {
  const types = new Map(
    tables.find(({ name }) => name === table)?.columns.map(({ name, type }) => [name, type]),
  )
  if (types.size !== columns.length) throw differs(table)
  const values = columns.map((name, index) => {
    const type = types.get(name)
    if (type === undefined) throw differs(table)
    return `(line->>${index})::${type}`
  })
  const names = columns.map((name) => client.escapeIdentifier(name)).join(', ')
  return `INSERT INTO ${client.escapeIdentifier(table)} (${names})
          SELECT ${values.join(', ')} FROM json_array_elements($1::json) AS line`
}

interface Reference {
  readonly table: string
  readonly name: string
}

async function putOff(client: Client): Promise<Reference[]> {
  const { rows } = await client.query<Reference>(
    `SELECT conrelid::regclass::text AS "table", quote_ident(conname) AS "name" FROM pg_constraint
      WHERE contype = 'f' AND connamespace = current_schema()::regnamespace AND NOT condeferrable
        AND conparentid = 0`,
  )
  for (const { table, name } of rows) {
    await client.query(`ALTER TABLE ${table} ALTER CONSTRAINT ${name} DEFERRABLE INITIALLY DEFERRED`)
  }
  return rows
}

async function putBack(client: Client, references: readonly Reference[]): Promise<void> {
  await client.query('SET CONSTRAINTS ALL IMMEDIATE')
  for (const { table, name } of references) {
    await client.query(`ALTER TABLE ${table} ALTER CONSTRAINT ${name} NOT DEFERRABLE`)
  }
}

function differs(table: string): DatabaseError {
  return new DatabaseError(
    `The table ${table} of the backup is not as this version of Counterpart makes it. Restore with the version that made the backup.`,
  )
}
