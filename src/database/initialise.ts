import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from './root.ts'

/**
 * Makes PostgreSQL's data directory where there is none. It gets its name when it is whole and on the
 * disk: whatever ends the process before that, the next start begins anew.
 */
export async function initialise(directory: string): Promise<void> {
  const folder = dirname(directory)
  const beginning = `${basename(directory)}.new`
  for (const name of readdirSync(folder)) if (name.startsWith(beginning)) discard(join(folder, name))
  if (existsSync(directory)) return
  // A name of its own: where a process was killed here, the program that it started may still be writing.
  const unfinished = join(folder, `${beginning}.${randomBytes(6).toString('hex')}`)
  const program = join(projectRoot, 'src', 'database', 'initialise.mjs')
  await promisify(execFile)(process.execPath, [program, unfinished])
  renameSync(unfinished, directory)
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** What cannot be removed yet, since somebody still writes into it, is removed at another start. */
function discard(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch {
    // It is in nobody's way.
  }
}
