import { type Change, type Differences, differences, forkWithout } from './change.ts'
import { type Clock, clockOf, type Limits } from './clock.ts'
import { type EdgeList, filtered } from './graph.ts'
import { layOut } from './layout.ts'
import { liftFor } from './lift.ts'
import { type Bounds, boundsBy, type Measure, measure, NO_BOUNDS, tightened } from './measure.ts'
import type { Problem } from './pairs.ts'
import { priced, widen } from './pricing.ts'
import { satisfy } from './repair.ts'
import { certificateOf, completed, type Solution, sizeOf, withForced } from './solution.ts'
import { addEdges, begin, growAll, type State } from './state.ts'

export type Options = Limits & {
  /** Told after every pricing how good the matching is that could be had now. */
  readonly onProgress?: (measure: Measure) => void
  /** Candidates of each vertex to begin with. */
  readonly candidates?: number
}

/** Finds the optimum of a problem, and what it would be if something were different. */
export type Solver = {
  readonly solve: (options?: Options) => Solution
  /**
   * The optimum with some pairs forced and others forbidden, from where `solve` ended, which stays as it is. Throws a
   * `RangeError` for forced pairs that have a vertex in common.
   */
  readonly resolve: (change: Change, options?: Options) => Solution
}

/** Pairs whose slack is within this part of the range of weights are near enough to be looked at after a change. */
const NEARNESS = 12

/** The matching of the greatest weight (see `Problem`). Throws `UnsafeWeights` where sums would not be exact. */
export function optimum(problem: Problem, options: Options = {}): Solution {
  return newSolver(problem).solve(options)
}

/**
 * A solver of a problem: finds the optimum of the heaviest pairs of each vertex, then prices all pairs against its
 * duals; those that outweigh them are added, and what they upset is mended, until there are none (Derigs 1986;
 * Applegate and Cook, "Solving large-scale matching problems", 1993).
 */
export function newSolver(problem: Problem): Solver {
  const { pairs, greatest, spread } = problem
  const { n } = pairs
  const none = differences(n, {})
  const nearness = Math.ceil(Math.max(1, spread) / NEARNESS)
  let solved: State | undefined
  let proved = false
  return {
    solve: (options = {}) => {
      const clock = clockOf(options)
      const lift = liftFor(n, problem)
      const keep = isTight(n, greatest + lift) ? n : (options.candidates ?? (n > 10_000 ? 20 : 32))
      const list = clock.time('candidates', () => positive(pairs.candidates(keep), lift))
      const state = clock.time('fractional', () => begin(n, list, lift, clock.stopped))
      solved = state
      const solution = improve(problem, state, none, options, clock)
      proved = solution.complete
      return solution
    },
    resolve: (change, options = {}) => {
      if (solved === undefined) throw new Error('nothing was solved yet')
      const clock = clockOf(options)
      const from = solved
      // The first time only; what is near then serves all changes.
      if (from.spare < 0 && proved) clock.time('pricing', () => widen(problem, from, nearness))
      const out = differences(n, change)
      const state = clock.time('blossoms', () => forkWithout(from, out))
      return improve(problem, state, out, options, clock)
    },
  }
}

/**
 * Whether mending might take sums beyond 2^53 - 1, though the search does not. A dual that is raised for a pair comes
 * to no more than 2w, so that all come to twice as much as they began with, and differences to twice that.
 */
function isTight(n: number, greatest: number): boolean {
  return 4 * n * greatest > Number.MAX_SAFE_INTEGER
}

/** Mends and prices until the matching is optimal, or it is time to stop. The best one on the way is kept. */
function improve(
  problem: Problem,
  state: State,
  out: Differences,
  { onProgress }: Options,
  clock: Clock,
): Solution {
  const { forest } = state
  let bounds: Bounds = NO_BOUNDS
  let best: { mate: Int32Array; pairs: number; lifted: number } | undefined
  for (;;) {
    const grown = clock.time('blossoms', () => growAll(state, clock.stopped))
    const layout = layOut(forest)
    const mate = completed(state, layout)
    const size = sizeOf(state, mate)
    if (best === undefined || size.lifted >= best.lifted) best = { mate, ...size }
    // Where a bound is known from before, another pricing would only take longer than was asked for.
    const enough = !grown && bounds !== NO_BOUNDS
    const found = enough ? undefined : clock.time('pricing', () => priced(problem, state, layout, out))
    if (found) bounds = tightened(bounds, boundsBy(layout, found.violation, problem))
    const complete = grown && found?.pairs.count === 0
    const against = measure(best, bounds, problem, state.lift, out.forced)
    const measured = { ...against, cardinalityProved: complete || against.cardinalityProved }
    if (found) onProgress?.(measured)
    if (found && !complete && !clock.stopped()) {
      add(state, found.pairs)
      continue
    }
    return {
      ...measured,
      mate: withForced(best.mate, out.forced),
      complete,
      certificate: () => certificateOf(state),
      phases: clock.phases,
    }
  }
}

/** Adds pairs that outweigh their duals, and raises those until they do not. */
function add(state: State, found: EdgeList): void {
  const { forest, lift } = state
  addEdges(state, found)
  for (let at = 0; at < found.count; at++) {
    const one = found.ones[at] as number
    const other = found.others[at] as number
    satisfy(forest, one, other, (found.weights[at] as number) + lift)
  }
}

/** The edges that bring something: all of them, where weights were raised for that. */
function positive(list: EdgeList, lift: number): EdgeList {
  const { weights } = list
  let least = 1
  for (let at = 0; at < list.count; at++) least = Math.min(least, (weights[at] as number) + lift)
  return least > 0 ? list : filtered(list, (at) => (weights[at] as number) + lift > 0)
}
