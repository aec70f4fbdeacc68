import { z } from 'zod'
import { MOST_COLUMNS } from './bounds.ts'

/**
 * A backup is a gzip of lines of JSON:
 *
 *     {"counterpart":"backup","version":1,"at":"2026-…Z","migrations":[{"name":"…","checksum":"…"}]}
 *     {"table":"Person","columns":["id","name","languages"]}
 *     ["b7…","Ana","{pt,en}"]
 *     ["c1…","Bo",null]
 *     {"table":…}
 *     {"rows":{"Person":2},"sha256":"…"}
 *
 * A value is the text by which PostgreSQL itself writes and reads its type, or null: that is exact for
 * every type, and the same in every version and on every machine. The last line has how many rows each
 * table has, and the SHA-256 (hex) of all bytes before it.
 */
export const VERSION = 1

export const header = z.object({
  counterpart: z.literal('backup'),
  version: z.int(),
  /** When it was made, ISO 8601. */
  at: z.iso.datetime(),
  /** All that the database had, in their order: the level at which its rows are. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
})
export type Header = z.infer<typeof header>

export const table = z.object({ table: z.string(), columns: z.array(z.string()).min(1).max(MOST_COLUMNS) })
export type Table = z.infer<typeof table>

export const ending = z.object({ rows: z.record(z.string(), z.int()), sha256: z.string() })

/** Rows in all. */
export function total(rows: Readonly<Record<string, number>>): number {
  return Object.values(rows).reduce((sum, count) => sum + count, 0)
}
