import type { Edge } from '../../../src/matching/components.ts'
import type { Case } from './problems.ts'

/** Numbers from 0 up to `below` - 1, the same for the same seed (Marsaglia's xorshift). */
export function numbers(seed: number): (below: number) => number {
  let state = (seed * 2654435761 + 1) | 0 || 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

const RANGES = [
  { least: 0, greatest: 1 },
  { least: 5, greatest: 5 },
  { least: 0, greatest: 3 },
  { least: -3, greatest: 3 },
  { least: 0, greatest: 12 },
  { least: -50, greatest: 20 },
  { least: 0, greatest: 1000 },
  { least: -1e9, greatest: 1e9 },
]

/** A graph of up to `most` vertices, sparse or dense, with few different weights or many. */
export function randomCase(seed: number, most: number): Case {
  const next = numbers(seed)
  const n = next(most + 1)
  const density = 5 + next(96)
  const { least, greatest } = RANGES[next(RANGES.length)]!
  const edges: Edge[] = []
  for (let one = 0; one < n; one++) {
    for (let other = one + 1; other < n; other++) {
      if (next(100) >= density) continue
      const weight = least + next(greatest - least + 1)
      edges.push(next(2) === 0 ? [one, other, weight] : [other, one, weight])
    }
  }
  return { n, edges: shuffled(edges, next), maxCardinality: next(2) === 0 }
}

export function shuffled<T>(list: readonly T[], next: (below: number) => number): T[] {
  const result = [...list]
  for (let at = result.length - 1; at > 0; at--) {
    const other = next(at + 1)
    ;[result[at], result[other]] = [result[other]!, result[at]!]
  }
  return result
}

/** Triangles around triangles: each next pair of vertices closes a ring with the blossom of all before it. */
export function nest(n: number, inner: (below: number) => number): Edge[] {
  const edges: Edge[] = [
    [0, 1, 10 * n],
    [1, 2, 10 * n],
    [0, 2, 10 * n],
  ]
  for (let one = 3; one + 1 < n; one += 2) {
    const weight = 10 * (n - one)
    edges.push([inner(one), one, weight], [one, one + 1, weight], [one + 1, inner(one), weight])
  }
  return edges
}

/** The best by dynamic programming over sets of vertices (14 or so): pairs if they count, and weight. */
export function best({ n, edges, maxCardinality }: Case): [number, number] {
  const at: Edge[][] = Array.from({ length: n }, () => [])
  for (const [one, other, weight] of edges) at[Math.min(one, other)]!.push([one, other, weight])
  const pairs = new Int32Array(2 ** n)
  const weights = new Float64Array(2 ** n)
  // Of each set the best within it: its lowest vertex is alone, or with one of the others.
  for (let set = 1; set < 2 ** n; set++) {
    const low = 31 - Math.clz32(set & -set)
    const rest = set & ~(1 << low)
    pairs[set] = pairs[rest]!
    weights[set] = weights[rest]!
    for (const [one, other, weight] of at[low]!) {
      const partner = one === low ? other : one
      if (!(rest & (1 << partner))) continue
      const count = pairs[rest & ~(1 << partner)]! + 1
      const sum = weights[rest & ~(1 << partner)]! + weight
      const better = maxCardinality && count !== pairs[set] ? count > pairs[set]! : sum > weights[set]!
      if (!better) continue
      pairs[set] = count
      weights[set] = sum
    }
  }
  return [pairs[2 ** n - 1]!, weights[2 ** n - 1]!]
}
