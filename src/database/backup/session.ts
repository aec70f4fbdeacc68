import { Client, type PoolConfig } from 'pg'
import { MIGRATION_LOCK } from '../migrate.ts'
import { DatabaseError } from '../problem.ts'

/** How values are written as text, the same on every server whatever it is set to; and no hurry. */
const SETTINGS = [
  "DateStyle = 'ISO, YMD'",
  "TimeZone = 'UTC'",
  "IntervalStyle = 'postgres'",
  "bytea_output = 'hex'",
  'extra_float_digits = 1',
  'statement_timeout = 0',
  'idle_in_transaction_session_timeout = 0',
]

/** Runs `work` in one transaction on a connection of its own, during which nobody migrates the database. */
export async function inTransaction<T>(
  connection: PoolConfig,
  begin: 'BEGIN' | 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client(connection)
  // A connection that breaks fails the statement under way too: that is where it is told.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock_shared($1)', [MIGRATION_LOCK])
    await client.query(begin)
    try {
      for (const setting of SETTINGS) await client.query(`SET LOCAL ${setting}`)
      const result = await work(client)
      await client.query('COMMIT')
      return result
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined)
      throw error
    } finally {
      await client.query('SELECT pg_advisory_unlock_shared($1)', [MIGRATION_LOCK]).catch(() => undefined)
    }
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** What a database's error comes to, without the values that it may quote; undefined where it is none. */
export function databaseSaid(error: unknown): string | undefined {
  if (!(error instanceof Error) || error instanceof DatabaseError) return undefined
  const code = 'code' in error ? String(error.code) : ''
  if (code.startsWith('ECONN') || code === 'EPIPE' || error.message.startsWith('Connection terminated'))
    return 'the connection was cut'
  if (!/^(?=.*\d)[0-9A-Z]{5}$/.test(code)) return undefined
  switch (code) {
    case '53100':
      return 'its disk is full; make room'
    case '22P05':
    case '22021':
      return 'its encoding is not UTF8; create a database with ENCODING UTF8'
    case '42501':
      return 'its user may not do that; let the user own the database'
    default:
      return `it answered ${code}`
  }
}
