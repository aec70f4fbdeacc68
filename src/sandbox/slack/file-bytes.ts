import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The contents of uploaded files: beside the journal where there is one, else in memory. */
export class FileBytes {
  readonly #folder: string | undefined
  readonly #held = new Map<string, Buffer>()

  constructor(journal?: string) {
    this.#folder = journal === undefined ? undefined : join(dirname(journal), 'slack-files')
  }

  put(id: string, bytes: Buffer): void {
    if (this.#folder === undefined) {
      this.#held.set(id, bytes)
      return
    }
    mkdirSync(this.#folder, { recursive: true })
    writeFileSync(join(this.#folder, id), bytes)
  }

  /** The bytes of a file that was uploaded. `id` must be one that we minted: it becomes a path. */
  get(id: string): Buffer | undefined {
    if (this.#folder === undefined) return this.#held.get(id)
    const path = join(this.#folder, id)
    return existsSync(path) ? readFileSync(path) : undefined
  }
}
