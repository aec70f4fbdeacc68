import type { Person } from './person.ts'
import { FULL } from './points.ts'
import type { Pool } from './pool.ts'
import { worthOf } from './priority.ts'
import { type ScoredPairs, scoredPairs } from './scoring/source.ts'
import type { Problem } from './solver/pairs.ts'

/** A pool's people as the solver sees them: numbered in the order of the list, with pairs that are scored when asked. */
export type PoolProblem = Problem & {
  readonly pairs: ScoredPairs
  readonly worth: Float64Array
}

/** People in `scanOrder`, to be matched under a pool's rules and weights. `pairs.close` ends the threads that help. */
export function poolProblem(people: readonly Person[], pool: Pick<Pool, 'rules' | 'weights'>): PoolProblem {
  const worth = worthOf(
    people.map((person) => person.candidate.waited),
    FULL,
  )
  const most = worth.reduce((greatest, each) => Math.max(greatest, each), 0)
  return {
    pairs: scoredPairs(people, pool, worth),
    least: 0,
    greatest: FULL + 2 * most,
    spread: FULL,
    worth,
    maxCardinality: true,
  }
}
