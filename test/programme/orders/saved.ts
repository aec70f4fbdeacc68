import type { PrismaClient } from '../../../src/database/generated/client.ts'

/** All rows of all tables, to come back to. */
export type Saved = ReadonlyMap<string, string>

/** The tables of a migrated database. */
async function tables(prisma: PrismaClient): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = current_schema() AND table_name NOT LIKE '\\_%' ORDER BY 1`
  return rows.map(({ name }) => name)
}

export async function save(prisma: PrismaClient): Promise<Saved> {
  const saved = new Map<string, string>()
  for (const table of await tables(prisma)) {
    const [all] = await prisma.$queryRawUnsafe<{ rows: string }[]>(
      `SELECT coalesce(json_agg(t), '[]')::text AS rows FROM "${table}" t`,
    )
    saved.set(table, all?.rows ?? '[]')
  }
  return saved
}

/** Makes the database hold what was saved, and nothing else: in few statements, since it is done very often. */
export async function restore(prisma: PrismaClient, saved: Saved): Promise<void> {
  const all = (statement: (table: string, at: number) => string, names: readonly string[]) =>
    `WITH ${names.map((table, at) => `t${at} AS (${statement(table, at + 1)})`).join(', ')} SELECT 1`
  const filled = [...saved].filter(([, rows]) => rows !== '[]')
  await prisma.$transaction(async (tx) => {
    // Rows that refer to each other come and go in any order.
    await tx.$executeRawUnsafe(`SET LOCAL session_replication_role = replica`)
    await tx.$executeRawUnsafe(all((table) => `DELETE FROM "${table}"`, [...saved.keys()]))
    const insert = (table: string, at: number) =>
      `INSERT INTO "${table}" SELECT * FROM json_populate_recordset(NULL::"${table}", $${at}::json)`
    const [names, rows] = [filled.map(([table]) => table), filled.map(([, json]) => json)]
    await tx.$executeRawUnsafe(all(insert, names), ...rows)
  })
}
