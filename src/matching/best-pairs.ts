import type { Certificate } from './certificate/certificate.ts'
import { check } from './certificate/check.ts'
import type { Edge } from './components.ts'
import type { Person } from './person.ts'
import { prioritised } from './priority.ts'
import type { HardRules } from './rules.ts'
import { edgeProblem } from './solver/edge-pairs.ts'
import { newSolver } from './solver/optimum.ts'

export type Score = (one: Person, other: Person) => number

/** The best pairs of some people, and what they are against any others. */
export type BestPairs = {
  /** Each person's partner, as an index into the people, or -1. */
  readonly mate: ArrayLike<number>
  /** The proof, checked: no matching has more pairs, or as many and a better total. */
  readonly certificate: Certificate
  /** What it costs to keep two of them apart, or to bring two together; undefined where that is not allowed. */
  readonly cost: (kind: 'apart' | 'together', one: Person, other: Person) => Cost | undefined
}

/** How much worse the best matching becomes by a change. */
export type Cost = {
  /** Fewer pairs. */
  readonly pairs: number
  /** Points of the total score, which may rise where there are fewer pairs or others have to wait. */
  readonly points: number
}

/**
 * Pairs as many as the rules allow, then those who have waited longest, then by score. What is found is
 * checked on every allowed pair before anybody sees it; throws where the proof does not hold.
 */
export function bestPairs(people: readonly Person[], rules: HardRules, score: Score): BestPairs {
  const edges = allowedPairs(people, rules, score)
  const waited = people.map((person) => person.candidate.waited)
  const weighted = prioritised(edges, waited)
  const solver = newSolver(edgeProblem(people.length, weighted, true))
  const { mate, certificate } = solver.solve()
  const proof = certificate()
  const { valid, problem } = check(proof, rowsOf(weighted), true)
  if (!valid) throw new Error(`a matching that is not proved to be optimal: ${problem}`)

  const scores = new Map(edges.map(([one, other, points]) => [keyOf(one, other), points]))
  const weights = new Map(weighted.map(([one, other, weight]) => [keyOf(one, other), weight]))
  const total = (mates: ArrayLike<number>) => {
    let [pairs, points] = [0, 0]
    for (let one = 0; one < mates.length; one++) {
      const other = mates[one] ?? -1
      if (other <= one) continue
      pairs += 1
      points += scores.get(keyOf(one, other)) ?? 0
    }
    return { pairs, points }
  }
  const before = total(mate)
  const places = new Map(people.map((person, place) => [person, place]))
  return {
    mate,
    certificate: proof,
    cost: (kind, one, other) => {
      const [i, j] = [places.get(one), places.get(other)]
      if (i === undefined || j === undefined) return undefined
      const weight = weights.get(keyOf(i, j))
      if (weight === undefined) return undefined
      const change = kind === 'apart' ? { forbid: [[i, j] as const] } : { force: [[i, j, weight] as const] }
      const after = total(solver.resolve(change).mate)
      return { pairs: before.pairs - after.pairs, points: before.points - after.points }
    },
  }
}

/** All pairs that the rules allow, with their scores. */
function allowedPairs(people: readonly Person[], rules: HardRules, score: Score): Edge[] {
  const edges: Edge[] = []
  for (const [i, one] of people.entries()) {
    for (let j = i + 1; j < people.length; j++) {
      const other = people[j]
      if (other && rules.allows(one, other)) edges.push([i, j, score(one, other)])
    }
  }
  return edges
}

/** Edges by their first vertex, as the checker reads them. */
function rowsOf(edges: readonly Edge[]) {
  const rows = new Map<number, Edge[]>()
  for (const edge of edges) {
    const row = rows.get(edge[0])
    if (row) row.push(edge)
    else rows.set(edge[0], [edge])
  }
  return (row: number, others: Int32Array, weights: Float64Array): number => {
    const found = rows.get(row) ?? []
    for (const [at, [, other, weight]] of found.entries()) {
      others[at] = other
      weights[at] = weight
    }
    return found.length
  }
}

const keyOf = (one: number, other: number) => `${Math.min(one, other)} ${Math.max(one, other)}`
