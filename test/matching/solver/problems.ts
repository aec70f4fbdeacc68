import { expect } from 'vitest'
import { check } from '../../../src/matching/certificate/check.ts'
import type { Edge } from '../../../src/matching/components.ts'
import { edgeProblem } from '../../../src/matching/solver/edge-pairs.ts'
import type { Problem } from '../../../src/matching/solver/pairs.ts'
import type { Solution } from '../../../src/matching/solver/solution.ts'

export type Case = { readonly n: number; readonly edges: readonly Edge[]; readonly maxCardinality: boolean }

export const problemOf = ({ n, edges, maxCardinality }: Case): Problem =>
  edgeProblem(n, edges, maxCardinality)

/** Cardinality and weight of a matching along edges, after checking that it is one. */
export function sizeOf(edges: readonly Edge[], mate: ArrayLike<number>): [number, number] {
  let pairs = 0
  let weight = 0
  for (const [one, other, each] of edges) {
    if (mate[one] !== other) continue
    expect(mate[other]).toBe(one)
    pairs += 1
    weight += each
  }
  expect(Array.from(mate).filter((other) => other >= 0).length).toBe(2 * pairs)
  return [pairs, weight]
}

/** Expects a complete solution whose proof holds for all edges. Gives its cardinality and weight. */
export function proved({ edges, maxCardinality }: Case, solution: Solution): [number, number] {
  const size = sizeOf(edges, solution.mate)
  expect([solution.cardinality, solution.weight]).toEqual(size)
  expect(solution).toMatchObject({ complete: true, gap: 0, bound: size[1] })
  const at = new Map<number, Edge[]>()
  const certificate = solution.certificate()
  const allowed = maxCardinality ? edges : edges.filter(([, , weight]) => weight > 0)
  for (const edge of allowed) at.set(edge[0], [...(at.get(edge[0]) ?? []), edge])
  const rows = (row: number, others: Int32Array, weights: Float64Array) => {
    const own = at.get(row) ?? []
    for (const [index, [, other, weight]] of own.entries()) {
      others[index] = other
      weights[index] = weight
    }
    return own.length
  }
  expect(check(certificate, rows, maxCardinality)).toEqual({ valid: true, gap: 0 })
  return size
}
