import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'

/** What a packed data directory was made with. */
export interface Origin {
  /** PGlite's version. */
  readonly pglite: string
  /** The migrations that it has, by name and checksum. */
  readonly migrations: readonly { readonly name: string; readonly checksum: string }[]
}

interface Entry {
  /** From the directory, with `/`; `''` is the directory itself. */
  readonly path: string
  /** Bytes of the file; a folder has none. */
  readonly size?: number
  /** Of these, those that are kept: what follows them is zeros, such as the unused part of a write-ahead log. */
  readonly kept?: number
}

interface Contents extends Origin {
  readonly entries: readonly Entry[]
}

/** Before the contents, their length in bytes. */
const LENGTH_BYTES = 4
/** How far back what comes twice is found, as a power of two: a directory's databases are copies of each other. */
const WINDOW = 24
const ZEROS = Buffer.alloc(1 << 20)

/** A directory with all that is in it, as one compressed piece: its contents as JSON, then its files' bytes. */
export function pack(directory: string, origin: Origin): Buffer {
  const pieces: Buffer[] = []
  const entries: Entry[] = []
  for (const { path, folder } of walk(directory)) {
    if (folder) {
      entries.push({ path })
      continue
    }
    const bytes = readFileSync(join(directory, path))
    const kept = withoutZeros(bytes)
    entries.push({ path, size: bytes.length, kept: kept.length })
    pieces.push(kept)
  }
  const contents = Buffer.from(JSON.stringify({ ...origin, entries } satisfies Contents))
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(contents.length)
  return brotliCompressSync(Buffer.concat([length, contents, ...pieces]), {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: WINDOW,
    },
  })
}

/** What a packed directory was made with. */
export function originOf(packed: Uint8Array): Origin {
  const { pglite, migrations } = open(packed).contents
  return { pglite, migrations }
}

/**
 * Makes a directory of what was packed, readable to its owner alone, and flushes it to the disk, its folders too.
 * Nothing may be there yet.
 */
export function unpack(packed: Uint8Array, directory: string): void {
  const { contents, bytes } = open(packed)
  let at = 0
  for (const { path, size, kept = 0 } of contents.entries) {
    const inside = join(directory, path)
    if (size === undefined) mkdirSync(inside, { mode: 0o700 })
    else writeFile(inside, bytes.subarray(at, at + kept), size - kept)
    at += kept
  }
  // After all of it is written: the disk is then given most of it with the first.
  for (const { path } of contents.entries) flush(join(directory, path))
}

function open(packed: Uint8Array): { contents: Contents; bytes: Buffer } {
  const whole = brotliDecompressSync(packed)
  const end = LENGTH_BYTES + whole.readUInt32BE(0)
  // It comes with this version: its shape is known.
  const contents = JSON.parse(whole.toString('utf8', LENGTH_BYTES, end)) as Contents
  return { contents, bytes: whole.subarray(end) }
}

/** A folder before what is in it, in the same order everywhere. */
function* walk(directory: string, path = ''): Iterable<{ path: string; folder: boolean }> {
  yield { path, folder: true }
  const found = readdirSync(join(directory, path), { withFileTypes: true })
  for (const entry of found.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const inner = path === '' ? entry.name : `${path}/${entry.name}`
    if (entry.isDirectory()) yield* walk(directory, inner)
    else yield { path: inner, folder: false }
  }
}

function withoutZeros(bytes: Buffer): Buffer {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end -= 1
  return bytes.subarray(0, end)
}

/** Zeros are written like all else: a log whose room is not really there could not be written when the disk is full. */
function writeFile(path: string, bytes: Uint8Array, zeros: number): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
    for (let left = zeros; left > 0; ) left -= writeSync(file, ZEROS, 0, Math.min(left, ZEROS.length))
  } finally {
    closeSync(file)
  }
}

/** Windows cannot open folders, and keeps them by itself. */
function flush(path: string): void {
  let file: number
  try {
    file = openSync(path, process.platform === 'win32' ? 'r+' : 'r')
  } catch (error) {
    if (process.platform === 'win32') return
    throw error
  }
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
