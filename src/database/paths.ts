import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseError } from './problem.ts'

/** Node cuts a unix socket's path at 107 bytes without a word; we stay well below. */
const LONGEST = 80

/**
 * A folder for sockets that belong to a data directory: inside it, or, where that path is too long, in
 * the temporary folder under a hash of the real path, so that two directories never share one.
 *
 * @throws DatabaseError where it cannot be made, or is somebody else's
 */
export function socketFolder(dataDir: string): string {
  const inside = join(realpathSync(dataDir), 'run')
  const short = Buffer.byteLength(inside) <= LONGEST
  const folder = short ? inside : join(tmpdir(), `counterpart-${hash(inside)}`)
  make(folder)
  refuseForeign(folder)
  return folder
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 24)

/**
 * Everybody may make a folder in the temporary one, under a name that they can foresee: whoever made ours could
 * put their own sockets in the place of the database's, and be told everything.
 */
function refuseForeign(folder: string): void {
  if (process.platform === 'win32') return
  const found = lstatSync(folder)
  const ours = found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o077) === 0
  if (ours) return
  throw new DatabaseError(
    `${folder} is where the database’s sockets belong, and it was made by somebody else, or others can look into it. Remove it, or set DATA_DIR to a shorter path.`,
  )
}

/**
 * Makes the data directory, for its owner alone.
 *
 * @throws DatabaseError where it cannot be made, or others can look into it
 */
export function privateDirectory(path: string): void {
  make(path)
  if (process.platform === 'win32') return
  const found = statSync(path)
  if (!found.isDirectory()) throw new DatabaseError(`DATA_DIR: ${path} is a file. Name a folder.`)
  const mode = found.mode & 0o777
  if ((mode & 0o077) !== 0) {
    const shown = mode.toString(8)
    throw new DatabaseError(
      `${path} can be read by others (mode ${shown}), and people’s profiles are in it. Run: chmod 700 ${path}`,
    )
  }
}

/** Makes a folder, where there is none, for its owner alone. */
function make(path: string): void {
  try {
    const made = mkdirSync(path, { recursive: true, mode: 0o700 })
    // The mode of what was there before is somebody's decision.
    if (made !== undefined) chmodSync(path, 0o700)
  } catch (error) {
    throw cannotUse(path, error)
  }
}

/** Why nothing can be made at a place in the data directory, and what to do. */
export function cannotUse(path: string, error: unknown): DatabaseError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const why = WHY_NOT[code] ?? `${code}. Name another folder.`
  return new DatabaseError(`DATA_DIR: ${path} cannot be used: ${why}`, { cause: error })
}

const WHY_NOT: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there. Name a folder of theirs, or let them.',
  EPERM: 'this user may not write there. Name a folder of theirs, or let them.',
  EROFS: 'that disk can only be read. Name a folder on another.',
  EEXIST: 'there is a file of this name. Name a folder.',
  ENOTDIR: 'there is a file where a folder would have to be. Name another.',
  ENAMETOOLONG: 'its name is too long. Name another.',
  ENOENT: 'it cannot be made there. Name another.',
  ENOSPC: 'its disk is full. Make room.',
  EDQUOT: 'this user’s share of its disk is full. Make room.',
}
