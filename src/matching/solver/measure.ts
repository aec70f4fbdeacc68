import type { Edge } from '../components.ts'
import type { Layout } from './layout.ts'
import type { Problem } from './pairs.ts'

/** How good a matching is, and known to be. */
export type Measure = {
  readonly cardinality: number
  readonly weight: number
  /** No matching of this many pairs weighs more. */
  readonly bound: number
  /** By how much of the weight, apart from what vertices add to it, the bound exceeds it: 0 when it is optimal. */
  readonly gap: number
  /** Where the number of pairs comes first: whether it is known that no matching has more. */
  readonly cardinalityProved: boolean
}

/** What duals say of all matchings, doubled: what no lifted weight exceeds, with what vertices add and without. */
export type Bounds = { readonly all: number; readonly pairsAlone: number }

export const NO_BOUNDS: Bounds = { all: Number.POSITIVE_INFINITY, pairsAlone: Number.POSITIVE_INFINITY }

/**
 * By weak duality: Σy + 2Σz⌊|B|/2⌋, and for each row by how much its worst pair is violated. Without what vertices
 * add, twice that can be taken off their duals, of which those above 0 have to be counted.
 */
export function boundsBy({ dual, blossoms }: Layout, violation: number, { worth }: Problem): Bounds {
  let all = violation
  let pairsAlone = violation
  for (const [vertex, y] of dual.entries()) {
    all += y
    pairsAlone += Math.max(0, y - 2 * (worth?.[vertex] ?? 0))
  }
  for (const { from, to, z } of blossoms) {
    all += z * (to - from - 1)
    pairsAlone += z * (to - from - 1)
  }
  return { all, pairsAlone }
}

export function tightened(one: Bounds, other: Bounds): Bounds {
  return { all: Math.min(one.all, other.all), pairsAlone: Math.min(one.pairsAlone, other.pairsAlone) }
}

/**
 * Measures a matching against what is known of all. One with a pair more has (k + 1)(least + lift) at least: if that
 * is beyond the bound, there is none.
 */
export function measure(
  { mate, pairs, lifted }: { readonly mate: Int32Array; readonly pairs: number; readonly lifted: number },
  { all, pairsAlone }: Bounds,
  { least, worth }: Problem,
  lift: number,
  forced: readonly Edge[],
): Measure {
  const apart = forced.reduce((sum, [, , weight]) => sum + weight, 0)
  const weight = lifted - pairs * lift + apart
  const bound = Math.max(weight, Math.floor(all / 2) - pairs * lift + apart)
  let added = 0
  if (worth) for (const [one, other] of mate.entries()) if (other >= 0) added += worth[one] as number
  return {
    cardinality: pairs + forced.length,
    weight,
    bound,
    gap: (bound - weight) / Math.max(1, Math.abs(weight - added)),
    cardinalityProved: 2 * (pairs + 1) * (least + lift) > pairsAlone,
  }
}
