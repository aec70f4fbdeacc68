import type { Certificate } from './certificate/certificate.ts'
import { check } from './certificate/check.ts'
import type { Neighbours } from './freed.ts'
import type { Person } from './person.ts'
import type { Pool } from './pool.ts'
import { poolProblem } from './pool-problem.ts'
import { hardRules } from './rules.ts'
import { newSolver } from './solver/optimum.ts'

export type Score = (one: Person, other: Person) => number

/** The best pairs of some people, and what they are against any others. */
export type BestPairs = {
  /** Each person's partner, as an index into the people, or -1. */
  readonly mate: ArrayLike<number>
  /** The proof, checked: no matching has more pairs, or as many and a better total. */
  readonly certificate: Certificate
  /** Everybody whom the rules allow somebody, each as an index; the next call overwrites the list. */
  readonly neighbours: Neighbours
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
 * Pairs as many as the rules allow, then those who have waited longest, then by score; people are in `scanOrder`. What
 * is found is checked on every allowed pair before anybody sees it; throws where the proof does not hold.
 */
export function bestPairs(
  people: readonly Person[],
  pool: Pick<Pool, 'rules' | 'weights'>,
  score: Score,
): BestPairs {
  const problem = poolProblem(people, pool)
  const { pairs, worth } = problem
  const solver = newSolver(problem)
  const { mate, certificate } = solver.solve()
  const proof = certificate()
  const { valid, problem: fault } = check(proof, pairs.rows, true, worth)
  pairs.close()
  if (!valid) throw new Error(`a matching that is not proved to be optimal: ${fault}`)

  const rules = hardRules(pool.rules)
  const total = (mates: ArrayLike<number>) => {
    const chosen = people.flatMap((one, i) => {
      const other = people[mates[i] ?? -1]
      return other && i < (mates[i] ?? -1) ? [score(one, other)] : []
    })
    return { pairs: chosen.length, points: chosen.reduce((sum, points) => sum + points, 0) }
  }
  const before = total(mate)
  const places = new Map(people.map((person, place) => [person, place]))
  return {
    mate,
    certificate: proof,
    neighbours: pairs.neighbours,
    cost: (kind, one, other) => {
      const [i, j] = [places.get(one), places.get(other)]
      if (i === undefined || j === undefined || !rules.allows(one, other)) return undefined
      const weight = score(one, other) + (worth[i] ?? 0) + (worth[j] ?? 0)
      const change = kind === 'apart' ? { forbid: [[i, j] as const] } : { force: [[i, j, weight] as const] }
      const after = total(solver.resolve(change).mate)
      return { pairs: before.pairs - after.pairs, points: before.points - after.points }
    },
  }
}
