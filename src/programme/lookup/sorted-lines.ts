import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** What is read to find a line's beginning: longer than nearly every line. */
const GLANCE = 512
/** What is read at first for the lines from one on, and then where more of them are wanted. */
const FEW = 2_048
const MANY = 16_384
/** Whatever is read stands here until the next read: buffers of their own would be more garbage than all the rest. */
const scratch = Buffer.allocUnsafeSlow(MANY)
const NEWLINE = 10

/** Wider stretches, in bytes, are halved by every search. */
const WIDE = 32_768
const MOST_GLANCES = 1_000

interface Line {
  /** Where it begins and where the next one does, in bytes. */
  readonly start: number
  readonly end: number
  readonly key: string
}

/**
 * A file of lines, each of fields between tabs, sorted by their first field as JavaScript sorts strings. It is
 * searched where it lies, so that it takes no memory: a question costs some twenty short reads, a fifth of a
 * millisecond; half of them are of few lines, which are remembered.
 */
export class SortedLines {
  readonly #file: string
  /** The lines at which most searches look first, by where they were looked for: some hundred kilobytes at most. */
  readonly #glances = new Map<number, Line>()
  #open: { readonly descriptor: number; readonly size: number } | undefined

  /** Opens nothing yet. */
  constructor(file: string) {
    this.#file = file
  }

  /** The fields of every line whose first field is this. */
  withKey(key: string): string[][] {
    const found: string[][] = []
    for (const fields of this.beginningWith(key)) {
      if (fields[0] !== key) break
      found.push(fields)
    }
    return found
  }

  /** The fields of every line whose first field begins so, in their order, read as they are asked for. */
  *beginningWith(prefix: string): Generator<string[]> {
    let position = this.#firstFrom(prefix)
    for (let length = FEW; ; length = MANY) {
      const read = this.#read(position, length)
      if (read === 0) return
      const end = scratch.subarray(0, read).lastIndexOf(NEWLINE)
      if (end < 0 && length === MANY) throw new RangeError(`a line of ${this.#file} is too long`)
      const lines = end < 0 ? [] : scratch.toString('utf8', 0, end).split('\n')
      position += end + 1
      for (const line of lines) {
        if (!line.startsWith(prefix)) return
        yield line.split('\t')
      }
    }
  }

  /** Closes the file until the next question. */
  close(): void {
    if (this.#open) closeSync(this.#open.descriptor)
    this.#open = undefined
    this.#glances.clear()
  }

  /** Where the first line begins whose first field is not before the key, in bytes. */
  #firstFrom(key: string): number {
    let low = 0
    let high = this.#opened().size
    // `low` is always a line's beginning; the line that is wanted begins between both.
    while (low < high) {
      const middle = (low + high) >> 1
      const line = this.#glances.get(middle) ?? this.#lineFrom(middle, low)
      if (high - low > WIDE && this.#glances.size < MOST_GLANCES) this.#glances.set(middle, line)
      if (line.start >= high) {
        // No line begins in the upper half: what is left is short, and is gone through.
        return this.#scan(key, low, high)
      }
      if (line.key < key) low = line.end
      else high = line.start
    }
    return low
  }

  #scan(key: string, from: number, to: number): number {
    let start = from
    while (start < to) {
      const line = this.#lineFrom(start, start)
      if (line.key >= key) return start
      start = line.end
    }
    return start
  }

  /** The first line that begins at this byte or later; a position within a line belongs to that line. */
  #lineFrom(position: number, low: number): Line {
    let start = position
    if (position > low) {
      const before = this.#newlineFrom(position - 1)
      start = before + 1
    }
    const end = this.#newlineFrom(start)
    const read = this.#read(start, Math.min(end - start, MANY))
    const [key = ''] = scratch.toString('utf8', 0, read).split('\t', 1)
    return { start, end: end + 1, key }
  }

  #newlineFrom(position: number): number {
    const { size } = this.#opened()
    for (let from = position; from < size; from += GLANCE) {
      const read = this.#read(from, GLANCE)
      const index = scratch.subarray(0, read).indexOf(NEWLINE)
      if (index >= 0) return from + index
    }
    return size
  }

  /** Reads so many bytes into the scratch; gives how many there were. */
  #read(position: number, length: number): number {
    return readSync(this.#opened().descriptor, scratch, 0, length, position)
  }

  #opened(): { readonly descriptor: number; readonly size: number } {
    if (this.#open) return this.#open
    const descriptor = openSync(this.#file, 'r')
    this.#open = { descriptor, size: fstatSync(descriptor).size }
    return this.#open
  }
}
