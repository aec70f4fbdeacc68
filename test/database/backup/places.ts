import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PoolConfig } from 'pg'
import { openInMemory } from '../../../src/database/embedded.ts'
import { emptyDatabase } from '../../support/server.ts'
import { databaseInMemory } from '../../support/template.ts'

export const SERVER = process.env.TEST_DATABASE_URL

/** Databases, and a folder for files; all gone with `remove`. */
export interface Places {
  readonly folder: string
  /** Without a table. */
  embedded(): Promise<PoolConfig>
  /** Up to date, without a row. */
  migrated(): Promise<PoolConfig>
  /** Without a table, on TEST_DATABASE_URL's server. */
  onServer(): Promise<PoolConfig>
  remove(): Promise<void>
}

export function places(): Places {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-backup-'))
  const ends: (() => Promise<void>)[] = []
  const inMemory = async (kind: 'migrated' | 'empty') => {
    const memory = await openInMemory(folder, await databaseInMemory(kind))
    ends.push(() => memory.close())
    return memory.connection
  }
  return {
    folder,
    embedded: () => inMemory('empty'),
    migrated: () => inMemory('migrated'),
    async onServer() {
      const { url, drop } = await emptyDatabase(SERVER ?? '')
      ends.push(drop)
      return { connectionString: url }
    },
    async remove() {
      for (const end of ends.splice(0)) await end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
