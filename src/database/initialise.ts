import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { unpack } from './packed.ts'
import { projectRoot } from './root.ts'

/** A new data directory, migrated already; `npm run data-directory` makes it. */
export const PACKED = join(projectRoot, 'prisma', 'data-directory.br')

/**
 * Makes PostgreSQL's data directory where there is none, out of the one that comes with us: making one from nothing
 * takes ten times the time and five times the memory. It gets its name when it is whole and on the disk: whatever ends
 * the process before that, the next start begins anew.
 *
 * @returns whether there was none
 */
export function initialise(directory: string): boolean {
  const folder = dirname(directory)
  const beginning = `${basename(directory)}.new`
  for (const name of readdirSync(folder)) {
    if (name.startsWith(beginning)) rmSync(join(folder, name), { recursive: true, force: true })
  }
  if (existsSync(directory)) return false
  const unfinished = join(folder, `${beginning}.${randomBytes(6).toString('hex')}`)
  unpack(readFileSync(PACKED), unfinished)
  renameSync(unfinished, directory)
  if (process.platform !== 'win32') flushFolder(folder)
  return true
}

function flushFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
