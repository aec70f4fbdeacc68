import type { Edge } from '../../src/matching/components.ts'

/**
 * The best matching by trying all: a list of totals, the first being compared first. `values` says what an
 * edge adds to each total. For 16 vertices or so.
 */
export function bruteForce(n: number, edges: readonly Edge[], values: (edge: Edge) => number[]): number[] {
  const none = values([0, 0, 0]).map(() => 0)
  const best = new Map<number, number[]>([[0, none]])
  const solve = (left: number): number[] => {
    const known = best.get(left)
    if (known) return known
    const lowest = 31 - Math.clz32(left & -left)
    let result = solve(left & ~(1 << lowest))
    for (const edge of edges) {
      const [one, other] = edge
      if ((one !== lowest && other !== lowest) || !(left & (1 << one)) || !(left & (1 << other))) continue
      const rest = solve(left & ~(1 << one) & ~(1 << other))
      const total = values(edge).map((value, index) => value + rest[index]!)
      if (isBetter(total, result)) result = total
    }
    best.set(left, result)
    return result
  }
  return solve(2 ** n - 1)
}

function isBetter(one: readonly number[], other: readonly number[]): boolean {
  const index = one.findIndex((value, at) => value !== other[at])
  return index >= 0 && one[index]! > other[index]!
}
