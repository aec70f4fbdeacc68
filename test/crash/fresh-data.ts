import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../src/database/open.ts'

let made: Promise<string> | undefined

/** A data directory with an embedded database in it, brought up to date and empty: to make one takes seconds, to copy it does not. */
export async function freshData(directory: string): Promise<void> {
  made ??= make()
  const template = await made
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  cpSync(join(template, 'postgres'), join(directory, 'postgres'), { recursive: true })
}

async function make(): Promise<string> {
  const template = mkdtempSync(join(tmpdir(), 'counterpart-empty-'))
  process.once('exit', () => rmSync(template, { recursive: true, force: true }))
  const database = await openDatabase({ databaseUrl: undefined, dataDir: template })
  await database.close()
  return template
}
