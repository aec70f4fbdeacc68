import type { Prices } from './board.ts'

/** Duals of vertices and blossoms, doubled, for weights that are raised by `lift`. */
export type Duals = {
  readonly lift: number
  readonly dual: ArrayLike<number>
  /** All vertices, in an order in which those of each blossom are contiguous. */
  readonly leaves: ArrayLike<number>
  /** Blossoms in any order: their vertices are `leaves[from]` up to `leaves[to - 1]`. They nest or are apart. */
  readonly blossoms: readonly { readonly from: number; readonly to: number; readonly z: number }[]
}

/**
 * Puts duals on the board. A pair is violated where 2(score + worth_i + worth_j + lift) > y_i + y_j + 2Σz; what
 * belongs to one person goes into their floor.
 */
export function postPrices(
  prices: Prices,
  { lift, dual, leaves, blossoms }: Duals,
  worth: Float64Array,
): void {
  const { floors, places, innermost, parents, from, to, depths } = prices
  for (let at = 0; at < floors.length; at++) {
    floors[at] = ((dual[at] ?? 0) - lift) / 2 - (worth[at] ?? 0)
    prices.leaves[at] = leaves[at] ?? 0
    places[leaves[at] ?? 0] = at
  }
  const outermostFirst = [...blossoms].sort((one, other) => one.from - other.from || other.to - one.to)
  let within = -1
  let leaf = 0
  // Goes through the leaves: `within` is the innermost blossom around the next one.
  const goOn = (end: number) => {
    while (leaf < end) {
      while (within >= 0 && (to[within] ?? 0) <= leaf) within = parents[within] ?? -1
      innermost[leaves[leaf] ?? 0] = within
      leaf += 1
    }
    while (within >= 0 && (to[within] ?? 0) <= leaf) within = parents[within] ?? -1
  }
  for (const [index, blossom] of outermostFirst.entries()) {
    goOn(blossom.from)
    parents[index] = within
    from[index] = blossom.from
    to[index] = blossom.to
    depths[index] = blossom.z + (within >= 0 ? (depths[within] ?? 0) : 0)
    within = index
  }
  goOn(floors.length)
}
