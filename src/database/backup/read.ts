import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { DatabaseError } from '../problem.ts'
import { LONGEST_LINE, LONGEST_ROW, MOST_TABLES, MOST_TIMES, SMALL } from './bounds.ts'
import { ending, type Header, header, type Table, table, VERSION } from './format.ts'
import { valuesIn } from './row.ts'

export type Part =
  | { readonly kind: 'header'; readonly header: Header }
  | { readonly kind: 'table'; readonly table: Table }
  /** A row of the table before it, as its line of JSON. */
  | { readonly kind: 'row'; readonly line: string }

/** `[`, with which a row begins. */
const ROW = 0x5b
const TOO_LONG = 'a line is longer than any of a backup'
const TOO_MUCH = 'it unpacks to more than any backup of its size'

const AGAIN = 'Nothing was restored; copy it again from where it was made, or take another backup.'

/**
 * Reads a backup from its first line to its last, as a stream. Only who has read to the end knows that it is
 * whole: what came before may have to be taken back. Whatever is in the file, it takes up little more than its
 * longest row may be.
 *
 * @throws DatabaseError when there is no such file, it is no backup, was cut off, is damaged, or is newer
 */
export async function* readBackup(path: string): AsyncGenerator<Part> {
  const hash = createHash('sha256')
  const counts = new Map<string, number>()
  let current: Table | undefined
  let state: 'begin' | 'within' | 'end' = 'begin'
  for await (const bytes of linesOf(path)) {
    if (state === 'end') throw damaged(path, 'it goes on after its end')
    if (state === 'within' && bytes[0] === ROW) {
      if (!current || valuesIn(bytes) !== current.columns.length) throw damaged(path, 'a row does not fit')
      const line = bytes.toString('utf8')
      json(path, line)
      counts.set(current.table, (counts.get(current.table) ?? 0) + 1)
      yield { kind: 'row', line }
    } else if (bytes.length > LONGEST_LINE) {
      throw state === 'begin' ? notOurs(path) : damaged(path, TOO_LONG)
    } else if (state === 'begin') {
      state = 'within'
      yield { kind: 'header', header: headerOf(path, bytes.toString('utf8')) }
    } else {
      const value = json(path, bytes.toString('utf8'))
      const next = table.safeParse(value)
      if (next.success) {
        if (counts.has(next.data.table)) throw damaged(path, 'a table comes twice')
        if (counts.size >= MOST_TABLES) throw damaged(path, 'it has more tables than any database of ours')
        current = next.data
        counts.set(current.table, 0)
        yield { kind: 'table', table: current }
      } else {
        checkEnding(path, value, counts, hash.digest('hex'))
        state = 'end'
        continue
      }
    }
    hash.update(bytes).update('\n')
  }
  if (state === 'begin') throw notOurs(path)
  if (state === 'within') throw cutOff(path)
}

function headerOf(path: string, line: string): Header {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    throw notOurs(path, error)
  }
  const read = header.safeParse(value)
  const version = header.pick({ counterpart: true, version: true }).safeParse(value).data?.version
  if (version !== undefined && version > VERSION) {
    throw new DatabaseError(
      `${path} was written by a newer version of Counterpart, in a way that this one cannot read. Restore it with that version.`,
    )
  }
  if (!read.success) throw notOurs(path)
  return read.data
}

function checkEnding(
  path: string,
  value: unknown,
  counts: ReadonlyMap<string, number>,
  sha256: string,
): void {
  const end = ending.safeParse(value)
  if (!end.success) throw damaged(path, 'a line is none that belongs there')
  if (end.data.sha256 !== sha256) throw damaged(path, 'its SHA-256 differs')
  const said = Object.entries(end.data.rows)
  if (said.length !== counts.size || said.some(([name, count]) => counts.get(name) !== count)) {
    throw damaged(path, 'its numbers of rows differ')
  }
}

function json(path: string, line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw damaged(path, 'a line cannot be read', error)
  }
}

/** The lines of a gzip, cut at line feeds and nowhere else; a last one without a line feed was cut off. */
async function* linesOf(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path)
  const plain = createGunzip()
  file.on('error', (error) => plain.destroy(error))
  let rest: Buffer[] = []
  let held = 0
  let unpacked = 0
  try {
    for await (const piece of file.pipe(plain)) {
      const bytes: Buffer = piece
      unpacked += bytes.length
      if (unpacked > SMALL && unpacked > MOST_TIMES * statSync(path).size) throw damaged(path, TOO_MUCH)
      let from = 0
      for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
        yield Buffer.concat([...rest, bytes.subarray(from, at)])
        rest = []
        held = 0
        from = at + 1
      }
      if (from === bytes.length) continue
      rest.push(bytes.subarray(from))
      held += bytes.length - from
      if (held > LONGEST_ROW) throw damaged(path, TOO_LONG)
    }
  } catch (error) {
    throw inWords(path, error)
  } finally {
    file.destroy()
    plain.destroy()
  }
  if (rest.length > 0) throw cutOff(path)
}

function inWords(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new DatabaseError(`There is no file ${path}. Name a file that “npm run backup” wrote.`)
    case 'EISDIR':
      return new DatabaseError(`${path} is a folder. Name a file that “npm run backup” wrote.`)
    case 'EACCES':
    case 'EPERM':
    case 'EIO':
      return new DatabaseError(`${path} cannot be read (${code}). Make it readable for this user.`, {
        cause: error,
      })
    case 'Z_BUF_ERROR':
      return cutOff(path)
    case 'Z_DATA_ERROR':
      return error instanceof Error && error.message === 'incorrect header check'
        ? notOurs(path, error)
        : damaged(path, 'it cannot be decompressed', error)
    default:
      return error
  }
}

function notOurs(path: string, cause?: unknown): DatabaseError {
  return new DatabaseError(
    `${path} is no backup of Counterpart. Nothing was restored; name a file that “npm run backup” wrote.`,
    { cause },
  )
}

function cutOff(path: string): DatabaseError {
  return new DatabaseError(`${path} ends too early: it was not copied whole. ${AGAIN}`)
}

function damaged(path: string, how: string, cause?: unknown): DatabaseError {
  return new DatabaseError(`${path} is damaged: ${how}. ${AGAIN}`, { cause })
}
