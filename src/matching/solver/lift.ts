import type { Problem } from './pairs.ts'

/** Weights whose sums could pass 2^53 - 1, beyond which a comparison might not be exact. */
export class UnsafeWeights extends RangeError {}

type Range = Pick<Problem, 'least' | 'greatest' | 'spread' | 'maxCardinality'>

/**
 * What is added to the weights of a graph of `n` vertices so that all are positive and no matching outweighs one
 * with a pair more. A matching that is not one of the largest has an augmenting path, which covers whom it covers
 * and two more: what weights have from their vertices only grows along it, and k pairs gain at most k·spread over
 * the k + 1 that replace them. A matching that has a pair too few has at most ⌊n/2⌋ - 1. Zero where the number of
 * pairs does not count.
 *
 * Throws `UnsafeWeights` where sums would not be exact: see `isSafe`.
 */
export function liftFor(n: number, range: Range): number {
  if (isSafe(n, range)) return raise(n, range)
  const { least, greatest } = range
  throw new UnsafeWeights(
    `weights from ${least} to ${greatest} are too far apart to compare matchings of ${n} vertices exactly`,
  )
}

/**
 * Whether matchings can be compared exactly. The search keeps non-negative duals. Their sum, doubled, starts at n times
 * the greatest weight and only falls: as long as that is a safe integer, so is every number on the way.
 */
export function isSafe(n: number, range: Range): boolean {
  return n < 2 || n * (range.greatest + raise(n, range)) <= Number.MAX_SAFE_INTEGER
}

function raise(n: number, { least, greatest, spread, maxCardinality }: Range): number {
  // There are no weights at all.
  if (!maxCardinality || least > greatest) return 0
  return spread * (Math.floor(n / 2) - 1) + 1 - least
}
