import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PoolConfig } from 'pg'
import { openInMemory } from '../../../src/database/embedded.ts'
import { emptyDatabase } from '../../support/server.ts'
import { databaseInMemory } from '../../support/template.ts'

export const SERVER = process.env.TEST_DATABASE_URL

/** Databases without a table, and a folder for files; all gone with `remove`. */
export interface Places {
  readonly folder: string
  embedded(): Promise<PoolConfig>
  /** On TEST_DATABASE_URL's server. */
  onServer(): Promise<PoolConfig>
  remove(): Promise<void>
}

export function places(): Places {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-backup-'))
  const ends: (() => Promise<void>)[] = []
  return {
    folder,
    async embedded() {
      const memory = await openInMemory(folder, await databaseInMemory('empty'))
      ends.push(() => memory.close())
      return memory.connection
    },
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
