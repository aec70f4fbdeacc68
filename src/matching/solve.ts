import type { Certificate } from './certificate/certificate.ts'
import { components, type Edge } from './components.ts'
import { edgeProblem } from './solver/edge-pairs.ts'
import { isSafe } from './solver/lift.ts'
import { optimum } from './solver/optimum.ts'

export { UnsafeWeights } from './solver/lift.ts'

/** A matching of a graph, and proofs that it is optimal, each of a part of the graph with its own vertices. */
export type Proved = {
  /** Each vertex's mate, or -1. */
  readonly mate: readonly number[]
  readonly parts: readonly { readonly certificate: () => Certificate; readonly edges: readonly Edge[] }[]
}

/**
 * An optimal matching of a graph with vertices 0 to `n` - 1, any integer weights, no loops and no two
 * edges between the same vertices: as many pairs as possible and, among those matchings, the greatest
 * weight; or, with `maxCardinality` false, the greatest weight however many pairs that makes.
 *
 * The same input in the same order gives the same result. Throws `UnsafeWeights` if a component is so large and its
 * weights so far apart that sums could pass 2^53 - 1.
 */
export function solve(n: number, edges: readonly Edge[], maxCardinality = true): Proved {
  // Edges that bring nothing are in no proof.
  const useful = maxCardinality ? edges : edges.filter(([, , weight]) => weight > 0)
  const whole = edgeProblem(n, useful, maxCardinality)
  // Where most vertices have no edge they are left out, since each takes memory.
  const few = 2 * useful.length < n
  if (!few && isSafe(n, whole)) {
    const { mate, certificate } = optimum(whole)
    return { mate: [...mate], parts: [{ certificate, edges: useful }] }
  }
  // In smaller parts, weights may be farther apart.
  const mate = new Array<number>(n).fill(-1)
  const parts = components(n, useful).map(({ vertices, edges: own }) => {
    const found = optimum(edgeProblem(vertices.length, own, maxCardinality))
    for (const [vertex, partner] of found.mate.entries()) {
      const one = vertices[vertex]
      if (one !== undefined) mate[one] = vertices[partner] ?? -1
    }
    return { certificate: found.certificate, edges: own }
  })
  return { mate, parts }
}
