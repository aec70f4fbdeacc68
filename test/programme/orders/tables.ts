import type { PrismaClient } from '../../../src/database/generated/client.ts'

export interface Table {
  readonly name: string
  readonly columns: readonly string[]
  /** The columns of its primary key. */
  readonly key: readonly string[]
}

/** The tables of a migrated database, each after those that it refers to. */
export async function tablesOf(prisma: PrismaClient): Promise<readonly Table[]> {
  const found = await prisma.$queryRaw<(Table & { refers: readonly string[] })[]>`
    SELECT relname::text AS name,
      ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped
        ORDER BY attnum) AS columns,
      ARRAY(SELECT attname::text FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY(indkey)
        WHERE indrelid = c.oid AND indisprimary) AS key,
      ARRAY(SELECT DISTINCT other.relname::text FROM pg_constraint JOIN pg_class other ON other.oid = confrelid
        WHERE conrelid = c.oid AND contype = 'f' AND confrelid <> c.oid) AS refers
    FROM pg_class c
    WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND relname NOT LIKE '\\_%'
    ORDER BY 1`
  const ordered: Table[] = []
  const rest = new Set(found)
  while (rest.size > 0) {
    const ready = [...rest].filter(({ refers }) => ![...rest].some(({ name }) => refers.includes(name)))
    if (ready.length === 0) throw new Error('tables refer to each other in a circle')
    ordered.push(...ready)
    for (const table of ready) rest.delete(table)
  }
  return ordered
}

const list = (columns: readonly string[], of = '') => columns.map((name) => `${of}"${name}"`).join(', ')
const body = (statements: readonly string[]) => `LANGUAGE plpgsql AS $$ BEGIN ${statements.join('\n')} END $$`

/** `read_all()`: the rows of each table, as JSON in a JSON string, so that what is unchanged need not be read. */
export function readFunction(tables: readonly Table[]): string {
  const rows = tables.map(
    ({ name }) => `'${name}', (SELECT coalesce(json_agg(t), '[]')::text FROM "${name}" t)`,
  )
  return `CREATE FUNCTION read_all() RETURNS json ${body([`RETURN json_build_object(${rows.join(',\n')});`])}`
}

/** `write_all(gone, come)`: takes rows away and writes others, in an order that the references allow. */
export function writeFunction(tables: readonly Table[]): string {
  const rows = (which: 'rows_gone' | 'rows_come', name: string) =>
    `jsonb_populate_recordset(NULL::"${name}", ${which}->'${name}')`
  const remove = ({ name, key }: Table) => `IF rows_gone->'${name}' IS NOT NULL THEN
    DELETE FROM "${name}" WHERE (${list(key)}) IN (SELECT ${list(key)} FROM ${rows('rows_gone', name)});
  END IF;`
  const write = ({ name, key, columns }: Table) => `IF rows_come->'${name}' IS NOT NULL THEN
    INSERT INTO "${name}" SELECT * FROM ${rows('rows_come', name)}
    ON CONFLICT (${list(key)}) DO UPDATE SET (${list(columns)}) = ROW(${list(columns, 'EXCLUDED.')});
  END IF;`
  const all = body([...[...tables].reverse().map(remove), ...tables.map(write)])
  return `CREATE FUNCTION write_all(rows_gone jsonb, rows_come jsonb) RETURNS void ${all}`
}
