import { randomBytes } from 'node:crypto'
import { existsSync, rmSync, statSync } from 'node:fs'
import { type FileHandle, open, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { DatabaseError } from '../problem.ts'

/**
 * Writes a gzip of `content` to `path`, for its owner alone (mode 600): it gets its name once it is whole and
 * on the disk, and nothing is left where that fails.
 *
 * @returns its size in bytes
 * @throws DatabaseError when there is such a file, or it cannot be written
 */
export async function writeWholeFile(path: string, content: AsyncIterable<string>): Promise<number> {
  if (existsSync(path)) {
    throw new DatabaseError(`${path} exists already. Name another file, or move that one away.`)
  }
  const folder = dirname(path)
  if (!existsSync(folder)) throw new DatabaseError(`There is no folder ${folder}. Make it, or name another.`)
  const unfinished = join(folder, `.${basename(path)}.${randomBytes(4).toString('hex')}.part`)
  const remove = () => rmSync(unfinished, { force: true })
  process.once('exit', remove)
  try {
    const file = await open(unfinished, 'wx', 0o600)
    try {
      await pipeline(content, createGzip(), async (pieces: AsyncIterable<Uint8Array>) => {
        for await (const piece of pieces) await file.writeFile(piece)
      })
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, path)
    await flushFolder(folder)
    return statSync(path).size
  } catch (error) {
    throw inWords(path, error)
  } finally {
    remove()
    process.off('exit', remove)
  }
}

async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  let handle: FileHandle | undefined
  try {
    handle = await open(folder, 'r')
    await handle.sync()
  } finally {
    await handle?.close()
  }
}

function inWords(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new DatabaseError(
        `There is no room for ${path} (${code}). No backup was made; make room, or name a file on another disk.`,
        { cause: error },
      )
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new DatabaseError(`${path} may not be written (${code}). Name a file in a folder of yours.`, {
        cause: error,
      })
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
    case 'EIO':
      return new DatabaseError(`${path} cannot be written (${code}). Name another file.`, { cause: error })
    default:
      return error
  }
}
