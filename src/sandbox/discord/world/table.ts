/** Rows by key. Rows are never changed in place, so that a watcher can compare what was with what is. */
export class Table<T> {
  readonly name: string
  private readonly rows = new Map<string, T>()
  private readonly watchers: ((key: string, before: T | undefined, after: T | undefined) => void)[] = []

  constructor(name: string) {
    this.name = name
  }

  get size(): number {
    return this.rows.size
  }

  get(key: string): T | undefined {
    return this.rows.get(key)
  }

  has(key: string): boolean {
    return this.rows.has(key)
  }

  values(): IterableIterator<T> {
    return this.rows.values()
  }

  entries(): IterableIterator<[string, T]> {
    return this.rows.entries()
  }

  set(key: string, row: T): T {
    const before = this.rows.get(key)
    this.rows.set(key, row)
    for (const watch of this.watchers) watch(key, before, row)
    return row
  }

  /** Replaces some fields. A row that is not there stays away. */
  patch(key: string, change: Partial<T>): T | undefined {
    const row = this.rows.get(key)
    return row === undefined ? undefined : this.set(key, { ...row, ...change })
  }

  delete(key: string): void {
    const before = this.rows.get(key)
    if (before === undefined) return
    this.rows.delete(key)
    for (const watch of this.watchers) watch(key, before, undefined)
  }

  watch(watcher: (key: string, before: T | undefined, after: T | undefined) => void): void {
    this.watchers.push(watcher)
  }
}

const NONE: ReadonlySet<string> = new Set()

/** Keys of a table by a value of its rows, kept up to date; each set is in order of insertion. */
export class Index<T> {
  private readonly groups = new Map<string, Set<string>>()

  constructor(table: Table<T>, groupOf: (row: T) => string | null) {
    table.watch((key, before, after) => {
      const from = before === undefined ? null : groupOf(before)
      const to = after === undefined ? null : groupOf(after)
      if (from === to) return
      if (from !== null) this.remove(from, key)
      if (to !== null) this.add(to, key)
    })
  }

  of(value: string): ReadonlySet<string> {
    return this.groups.get(value) ?? NONE
  }

  first(value: string): string | undefined {
    return this.of(value).values().next().value
  }

  private add(value: string, key: string): void {
    const group = this.groups.get(value)
    if (group) group.add(key)
    else this.groups.set(value, new Set([key]))
  }

  private remove(value: string, key: string): void {
    const group = this.groups.get(value)
    group?.delete(key)
    if (group?.size === 0) this.groups.delete(value)
  }
}
