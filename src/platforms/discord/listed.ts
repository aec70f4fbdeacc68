/** For how long a listing is trusted; what we make ourselves is added to it meanwhile. */
const FRESH_MS = 30_000

/**
 * Lists that were loaded lately, by key, so that making many things one after another does not load all
 * of them each time. One process works for a workspace, and what it makes it adds here; whatever went
 * another way than expected has to `forget`.
 */
export class Listed<T> {
  private readonly known = new Map<string, { readonly at: number; readonly items: T[] }>()
  private readonly wall: () => number
  private readonly load: (key: string) => Promise<T[]>

  constructor(wall: () => number, load: (key: string) => Promise<T[]>) {
    this.wall = wall
    this.load = load
  }

  async of(key: string): Promise<T[]> {
    const known = this.known.get(key)
    const now = this.wall()
    if (known && now - known.at < FRESH_MS) return known.items
    const items = await this.load(key)
    this.known.set(key, { at: now, items })
    return items
  }

  /** When what `of` gives was asked for, epoch ms. */
  at(key: string): number {
    return this.known.get(key)?.at ?? 0
  }

  add(key: string, item: T): void {
    this.known.get(key)?.items.push(item)
  }

  forget(key: string): void {
    this.known.delete(key)
  }
}
