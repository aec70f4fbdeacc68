import { execFile } from 'node:child_process'
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '../root.ts'

/**
 * Makes PostgreSQL's data directory where there is none. It gets its name when it is whole and on the
 * disk: whatever ends the process before that, the next start begins anew.
 */
export async function initialise(directory: string): Promise<void> {
  if (existsSync(directory)) return
  const unfinished = `${directory}.new`
  rmSync(unfinished, { recursive: true, force: true })
  const program = join(projectRoot, 'src', 'database', 'initialise.mjs')
  await promisify(execFile)(process.execPath, [program, unfinished])
  renameSync(unfinished, directory)
  if (process.platform === 'win32') return
  const folder = openSync(dirname(directory), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
