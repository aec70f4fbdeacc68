import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { recordAt, records, restore } from './records.ts'
import { emptyState, type State } from './state.ts'

/** How long a change may wait for the next write, in milliseconds. */
const FLUSH_AFTER = 50

/**
 * The state and its file. Whoever changes a record says so with `touch`; changed records are appended as
 * JSON lines soon after, each once however often it changed. A line torn by a kill is left out on reading.
 */
export class Journal {
  readonly state: State = emptyState()
  readonly #file: string | undefined
  readonly #dirty = new Set<string>()
  #timer: NodeJS.Timeout | undefined

  constructor(file?: string) {
    this.#file = file
    if (file === undefined) return
    mkdirSync(dirname(file), { recursive: true })
    if (existsSync(file)) this.#read(file)
  }

  /** Marks what changed: a path such as `'message', team, channel, ts`. */
  touch(...path: string[]): void {
    if (this.#file === undefined) return
    this.#dirty.add(path.join('/'))
    this.#timer ??= setTimeout(() => this.flush(), FLUSH_AFTER)
  }

  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#file === undefined || this.#dirty.size === 0) return
    this.#dirty.add('root')
    const lines = [...this.#dirty].map((path) => line(path, recordAt(this.state, path)))
    this.#dirty.clear()
    appendFileSync(this.#file, lines.join(''))
  }

  #read(file: string): void {
    const lines = readFileSync(file, 'utf8').split('\n')
    for (const text of lines) {
      const record = parse(text)
      if (record !== undefined) restore(this.state, record[0], record[1])
    }
    const kept = records(this.state)
    if (lines.length > 1_000 && lines.length > kept.length * 2) this.#compact(file, kept)
  }

  #compact(file: string, kept: readonly string[]): void {
    const next = `${file}.next`
    writeFileSync(next, kept.map((path) => line(path, recordAt(this.state, path))).join(''))
    renameSync(next, file)
  }
}

const line = (path: string, value: unknown): string => `${JSON.stringify([path, value ?? null])}\n`

function parse(text: string): [string, unknown] | undefined {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
