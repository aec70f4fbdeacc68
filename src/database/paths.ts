import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseError } from './problem.ts'

/** Node cuts a unix socket's path at 107 bytes without a word; we stay well below. */
const LONGEST = 80

/**
 * A folder for sockets that belong to a data directory: inside it, or, where that path is too long, in
 * the temporary folder under a hash of the real path, so that two directories never share one.
 */
export function socketFolder(dataDir: string): string {
  const inside = join(realpathSync(dataDir), 'run')
  const folder =
    Buffer.byteLength(inside) <= LONGEST
      ? inside
      : join(tmpdir(), `counterpart-${createHash('sha256').update(inside).digest('hex').slice(0, 24)}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** Makes the data directory, for its owner alone; refuses one that others can look into. */
export function privateDirectory(path: string): void {
  const made = mkdirSync(path, { recursive: true, mode: 0o700 })
  if (made !== undefined) chmodSync(path, 0o700)
  if (process.platform === 'win32') return
  const mode = statSync(path).mode & 0o777
  if ((mode & 0o077) !== 0) {
    const shown = mode.toString(8)
    throw new DatabaseError(
      `${path} can be read by others (mode ${shown}), and people’s profiles are in it. Run: chmod 700 ${path}`,
    )
  }
}
