import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Bytes of attachments, in a folder beside the state, or in memory where no state is kept. */
export interface Files {
  put(id: string, bytes: Uint8Array): void
  get(id: string): Uint8Array | undefined
}

export function createFiles(folder: string | undefined): Files {
  if (folder === undefined) {
    const held = new Map<string, Uint8Array>()
    return { put: (id, bytes) => void held.set(id, bytes), get: (id) => held.get(id) }
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return {
    put: (id, bytes) => writeFileSync(join(folder, id), bytes, { mode: 0o600 }),
    get: (id) => (existsSync(join(folder, id)) ? readFileSync(join(folder, id)) : undefined),
  }
}
