import type { PairRows } from '../../../src/matching/certificate/check.ts'
import type { Edge } from '../../../src/matching/components.ts'

/** The rows of an edge list: each edge in the row of its first vertex. */
export function rowsOf(edges: readonly Edge[]): PairRows {
  return (row, others, weights) => {
    const own = edges.filter(([one]) => one === row)
    for (const [at, [, other, weight]] of own.entries()) {
      others[at] = other
      weights[at] = weight
    }
    return own.length
  }
}
