/** Weights whose sums could pass 2^53 - 1, beyond which a comparison might not be exact. */
export class UnsafeWeights extends RangeError {}

/**
 * What is added to the weights of a graph of `n` vertices, integers from `least` to `greatest`, so that all are
 * positive and no matching outweighs one with a pair more: k pairs can gain at most k·spread over k others,
 * and a matching that has a pair too few has at most ⌊n/2⌋ - 1. Zero where the number of pairs does not count.
 *
 * Throws `UnsafeWeights` where sums would not be exact: see `isSafe`.
 */
export function liftFor(n: number, least: number, greatest: number, maxCardinality: boolean): number {
  const lift = raise(n, least, greatest, maxCardinality)
  if (isSafe(n, least, greatest, maxCardinality)) return lift
  throw new UnsafeWeights(
    `weights from ${least} to ${greatest} are too far apart to compare matchings of ${n} vertices exactly`,
  )
}

/**
 * Whether matchings can be compared exactly. The search keeps non-negative duals. Their sum, doubled, starts at n times
 * the greatest weight and only falls: as long as that is a safe integer, so is every number on the way.
 */
export function isSafe(n: number, least: number, greatest: number, maxCardinality: boolean): boolean {
  return n < 2 || n * (greatest + raise(n, least, greatest, maxCardinality)) <= Number.MAX_SAFE_INTEGER
}

function raise(n: number, least: number, greatest: number, maxCardinality: boolean): number {
  // There are no weights at all.
  if (!maxCardinality || least > greatest) return 0
  return (greatest - least) * (Math.floor(n / 2) - 1) + 1 - least
}
