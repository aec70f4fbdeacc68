import type { PrismaClient } from '../../../src/database/generated/client.ts'
import { readFunction, tablesOf, writeFunction } from './tables.ts'

/** The rows of each table, as JSON. */
export type Saved = Readonly<Record<string, string>>

/** A database that is read, and put back, as a whole: each is one statement planned once, since both are done very often. */
export interface Shelf {
  read(): Promise<Saved>
  /** Makes the database, which now holds `from`, hold `to`: only the rows that differ are touched. */
  put(from: Saved, to: Saved): Promise<void>
  /** Has PostgreSQL forget what is gone: an embedded one does not do so by itself. */
  sweep(): Promise<void>
}

export async function shelfOf(prisma: PrismaClient): Promise<Shelf> {
  const tables = await tablesOf(prisma)
  await prisma.$executeRawUnsafe(readFunction(tables))
  await prisma.$executeRawUnsafe(writeFunction(tables))
  return {
    async read() {
      const [row] = await prisma.$queryRaw<{ all: string }[]>`SELECT read_all()::text AS all`
      return JSON.parse(row?.all ?? '{}')
    },
    async put(from, to) {
      const [gone, come] = [differing(from, to, tables), differing(to, from, tables)]
      for (const { name, key } of tables) {
        const keyOf = (row: Row) => JSON.stringify(key.map((column) => row[column]))
        // What only changed is written over, since what refers to it would go with it.
        const kept = new Set(come[name]?.map(keyOf))
        if (gone[name]) gone[name] = gone[name].filter((row) => !kept.has(keyOf(row)))
      }
      await prisma.$executeRaw`SELECT write_all(${JSON.stringify(gone)}::jsonb, ${JSON.stringify(come)}::jsonb)`
    },
    async sweep() {
      await prisma.$executeRawUnsafe(`VACUUM ${tables.map(({ name }) => `"${name}"`).join(', ')}`)
    },
  }
}

type Row = Readonly<Record<string, unknown>>

/** The rows of `these` that `those` has not, of each table that has any. */
function differing(these: Saved, those: Saved, tables: readonly { name: string }[]): Record<string, Row[]> {
  const differing: Record<string, Row[]> = {}
  for (const { name } of tables) {
    if (these[name] === those[name]) continue
    const rows = (saved: Saved): Row[] => JSON.parse(saved[name] ?? '[]')
    const there = new Set(rows(those).map((row) => JSON.stringify(row)))
    differing[name] = rows(these).filter((row) => !there.has(JSON.stringify(row)))
  }
  return differing
}
