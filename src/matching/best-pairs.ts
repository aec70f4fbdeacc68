import type { Certificate } from './certificate/certificate.ts'
import { check } from './certificate/check.ts'
import { nestingOf } from './certificate/nesting.ts'
import type { Person } from './person.ts'
import type { Pool } from './pool.ts'
import { poolProblem } from './pool-problem.ts'
import type { Neighbours } from './reach.ts'
import { hardRules } from './rules.ts'
import { newSolver } from './solver/optimum.ts'
import type { Solution } from './solver/solution.ts'

export type Score = (one: Person, other: Person) => number

/** The best pairs of some people, and what they are against any others. */
export type BestPairs = {
  /** Each person's partner, as an index into the people, or -1. */
  readonly mate: ArrayLike<number>
  /** The proof, checked: no matching has more pairs, or as many and a better total. */
  readonly certificate: Certificate
  /** Those among others whom the rules allow somebody, each as an index; the next call overwrites the list. */
  readonly neighbours: Neighbours
  /** What it costs to keep two of them apart, or to bring two together; undefined where that is not allowed. */
  readonly loss: (kind: 'apart' | 'together', one: Person, other: Person) => Loss | undefined
  /** What it costs at least to bring two together whom the rules allow, known at once, in the units of `Loss.lost`. */
  readonly atLeast: (one: Person, other: Person) => number
}

/** A cost, and all of it in one number: what the sum of the solver's weights loses. */
export type Loss = { readonly cost: Cost; readonly lost: number }

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
  const solution = solver.solve()
  const { mate } = solution
  const proof = solution.certificate()
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
  const whole = { ...total(mate), lifted: liftedWeight(solution, proof) }
  const nesting = nestingOf(proof)
  if (typeof nesting === 'string') throw new Error(nesting)
  const places = new Map(people.map((person, place) => [person, place]))
  const weightOf = (one: Person, other: Person) =>
    score(one, other) + (worth[places.get(one) ?? -1] ?? 0) + (worth[places.get(other) ?? -1] ?? 0)
  return {
    mate,
    certificate: proof,
    neighbours: pairs.neighbours,
    loss: (kind, one, other) => {
      const [i, j] = [places.get(one), places.get(other)]
      if (i === undefined || j === undefined || !rules.allows(one, other)) return undefined
      const force = [[i, j, weightOf(one, other)] as const]
      const solved = solver.resolve(kind === 'apart' ? { forbid: [[i, j]] } : { force })
      const after = total(solved.mate)
      return {
        cost: { pairs: whole.pairs - after.pairs, points: whole.points - after.points },
        lost: whole.lifted - liftedWeight(solved, proof),
      }
    },
    // Half the slack: y_i + y_j + 2Σz - 2w' of a pair is what duals have left over when it is matched.
    atLeast: (one, other) => {
      const [i, j] = [places.get(one) ?? -1, places.get(other) ?? -1]
      const held =
        (proof.dual[i] ?? 0) + (proof.dual[j] ?? 0) + (nesting.around(i)[nesting.position[j] ?? -1] ?? 0)
      return held / 2 - weightOf(one, other) - proof.lift
    },
  }
}

function liftedWeight({ weight, cardinality }: Solution, { lift }: Certificate): number {
  return weight + cardinality * lift
}
