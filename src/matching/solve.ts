import { components, type Edge } from './components.ts'
import { edgeProblem } from './solver/edge-pairs.ts'
import { isSafe } from './solver/lift.ts'
import { optimum } from './solver/optimum.ts'

export { UnsafeWeights } from './solver/lift.ts'

/**
 * An optimal matching of a graph with vertices 0 to `n` - 1, any integer weights, no loops and no two
 * edges between the same vertices: as many pairs as possible and, among those matchings, the greatest
 * weight; or, with `maxCardinality` false, the greatest weight however many pairs that makes.
 *
 * Gives each vertex's mate, or -1. The same input in the same order gives the same result.
 * Throws `UnsafeWeights` if a component is so large and its weights so far apart that sums could pass
 * 2^53 - 1.
 */
export function solve(n: number, edges: readonly Edge[], maxCardinality = true): number[] {
  const whole = edgeProblem(n, edges, maxCardinality)
  // Where most vertices have no edge they are left out, since each takes memory.
  const few = 2 * edges.length < n
  if (!few && isSafe(n, whole)) return [...optimum(whole).mate]
  // In smaller parts, weights may be farther apart; edges that bring nothing need not connect any.
  const useful = maxCardinality ? edges : edges.filter(([, , weight]) => weight > 0)
  const mate = new Array<number>(n).fill(-1)
  for (const { vertices, edges: own } of components(n, useful)) {
    const found = optimum(edgeProblem(vertices.length, own, maxCardinality))
    for (const [vertex, partner] of found.mate.entries()) {
      const one = vertices[vertex]
      if (one !== undefined) mate[one] = vertices[partner] ?? -1
    }
  }
  return mate
}
