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

/** Makes the database hold what was saved, and nothing else. */
export async function restore(prisma: PrismaClient, saved: Saved): Promise<void> {
  await prisma.$transaction(async (tx) => {
    // Rows that refer to each other come and go in any order.
    await tx.$executeRawUnsafe(`SET LOCAL session_replication_role = replica`)
    for (const [table, rows] of saved) {
      await tx.$executeRawUnsafe(`DELETE FROM "${table}"`)
      if (rows === '[]') continue
      await tx.$executeRawUnsafe(
        `INSERT INTO "${table}" SELECT * FROM json_populate_recordset(NULL::"${table}", $1::json)`,
        rows,
      )
    }
  })
}
