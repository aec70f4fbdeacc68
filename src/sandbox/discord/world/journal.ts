import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs'
import type { State } from './state.ts'
import type { Table } from './table.ts'

/**
 * Keeps the rows on disk: one JSON line `[table, key, row]` a change (`null`: gone), appended at most
 * `everyMs` after it. A half-written last line (the process was killed) is dropped. When most lines are
 * out of date the file is rewritten beside itself and renamed into place.
 */
export function openJournal(file: string, state: State, everyMs = 25): { close(): void; flush(): void } {
  const tables = Object.values(state) as unknown as Table<unknown>[]
  const byName = new Map(tables.map((table) => [table.name, table]))
  let lines = existsSync(file) ? replay(readFileSync(file, 'utf8'), byName) : 0
  const live = () => tables.reduce((count, table) => count + table.size, 0)

  const rewrite = () => {
    const temporary = `${file}.new`
    const out = openSync(temporary, 'w', 0o600)
    for (const table of tables)
      for (const [key, row] of table.entries()) writeSync(out, `${JSON.stringify([table.name, key, row])}\n`)
    closeSync(out)
    renameSync(temporary, file)
    lines = live()
  }
  if (existsSync(file)) rewrite()
  else writeFileSync(file, '', { mode: 0o600 })

  let out = openSync(file, 'a')
  const changed = new Map<Table<unknown>, Set<string>>()
  let timer: NodeJS.Timeout | undefined

  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    let text = ''
    for (const [table, keys] of changed) {
      for (const key of keys) {
        text += `${JSON.stringify([table.name, key, table.get(key) ?? null])}\n`
        lines++
      }
    }
    changed.clear()
    if (text !== '') writeSync(out, text)
    if (lines > 4 * live() + 10_000) {
      closeSync(out)
      rewrite()
      out = openSync(file, 'a')
    }
  }

  for (const table of tables) {
    table.watch((key) => {
      const keys = changed.get(table)
      if (keys) keys.add(key)
      else changed.set(table, new Set([key]))
      timer ??= setTimeout(flush, everyMs)
    })
  }
  return {
    flush,
    close() {
      flush()
      closeSync(out)
    },
  }
}

function replay(text: string, tables: ReadonlyMap<string, Table<unknown>>): number {
  let lines = 0
  for (const line of text.split('\n')) {
    if (line === '') continue
    let entry: [string, string, unknown]
    try {
      entry = JSON.parse(line)
    } catch {
      continue
    }
    const table = tables.get(entry[0])
    if (entry[2] === null) table?.delete(entry[1])
    else table?.set(entry[1], entry[2])
    lines++
  }
  return lines
}
