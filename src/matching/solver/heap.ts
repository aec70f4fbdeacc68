/** A binary heap of events, the one with the least key first. An event is a pair of integers. */
export class EventHeap {
  count = 0
  private keys = new Float64Array(32)
  private ones = new Int32Array(32)
  private others = new Int32Array(32)

  /** The least key; there has to be an event. */
  get key(): number {
    return this.keys[0] as number
  }

  get one(): number {
    return this.ones[0] as number
  }

  get other(): number {
    return this.others[0] as number
  }

  clear(): void {
    this.count = 0
  }

  push(key: number, one: number, other: number): void {
    if (this.count === this.keys.length) this.grow()
    const { keys, ones, others } = this
    let at = this.count++
    while (at > 0) {
      const up = (at - 1) >> 1
      const above = keys[up] as number
      if (above <= key) break
      keys[at] = above
      ones[at] = ones[up] as number
      others[at] = others[up] as number
      at = up
    }
    keys[at] = key
    ones[at] = one
    others[at] = other
  }

  /** Removes the event with the least key. */
  pop(): void {
    const { keys, ones, others } = this
    const last = --this.count
    const key = keys[last] as number
    let at = 0
    for (;;) {
      let down = 2 * at + 1
      if (down >= last) break
      if (down + 1 < last && (keys[down + 1] as number) < (keys[down] as number)) down += 1
      const below = keys[down] as number
      if (below >= key) break
      keys[at] = below
      ones[at] = ones[down] as number
      others[at] = others[down] as number
      at = down
    }
    keys[at] = key
    ones[at] = ones[last] as number
    others[at] = others[last] as number
  }

  private grow(): void {
    const room = 2 * this.keys.length
    const keys = new Float64Array(room)
    const ones = new Int32Array(room)
    const others = new Int32Array(room)
    keys.set(this.keys)
    ones.set(this.ones)
    others.set(this.others)
    this.keys = keys
    this.ones = ones
    this.others = others
  }
}
