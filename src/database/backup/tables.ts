import type { Client } from 'pg'
import type { Migration } from '../migrations.ts'

export interface Column {
  readonly name: string
  /** As SQL writes it, such as `timestamp(3) with time zone` or `"RoundState"`. */
  readonly type: string
}

export interface StoredTable {
  readonly name: string
  readonly columns: readonly Column[]
}

const NAMED = /^\s*CREATE TABLE (?:IF NOT EXISTS )?"([^"]+)"|\bRENAME TO "([^"]+)"/gm

/**
 * The tables that migrations made, by name, as the database has them. Others that stand beside ours are
 * not ours to read.
 */
export async function storedTables(client: Client, migrations: readonly Migration[]): Promise<StoredTable[]> {
  const named = migrations.flatMap(({ script }) =>
    [...script.matchAll(NAMED)].map((match) => match[1] ?? match[2] ?? ''),
  )
  const { rows } = await client.query<{ table: string; name: string; type: string }>(
    `SELECT c.relname AS "table", a.attname AS "name", format_type(a.atttypid, a.atttypmod) AS "type"
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
        AND c.relname = ANY($1) AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY c.relname COLLATE "C", a.attnum`,
    [named],
  )
  const tables = new Map<string, Column[]>()
  for (const { table, name, type } of rows) tables.set(table, [...(tables.get(table) ?? []), { name, type }])
  return [...tables].map(([name, columns]) => ({ name, columns }))
}

/** The name of a table that has a row, ours or not; Prisma's list of migrations does not count. */
export async function filledTable(client: Client): Promise<string | undefined> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS "name" FROM pg_class c
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
        AND c.relname <> '_prisma_migrations' ORDER BY c.relname`,
  )
  for (const { name } of rows) {
    const { rows: found } = await client.query(`SELECT 1 FROM ${client.escapeIdentifier(name)} LIMIT 1`)
    if (found.length > 0) return name
  }
  return undefined
}
