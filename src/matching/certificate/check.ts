import type { Certificate } from './certificate.ts'
import { type Nesting, nestingOf } from './nesting.ts'

/**
 * Writes the allowed pairs of vertex `row`, as the other vertex and the weight, into the two arrays, which have
 * room for n, and returns how many. Every allowed pair is in at least one of its two rows.
 */
export type PairRows = (row: number, others: Int32Array, weights: Float64Array) => number

/**
 * `gap`: by how much of the matching's weight the best of its size, at most, is heavier. `valid`: by nothing, and
 * there is no larger one where that was asked. `problem` says what is missing.
 */
export type Verdict = { readonly valid: boolean; readonly gap: number; readonly problem?: string }

/**
 * Checks a certificate on all allowed pairs, by weak duality (Edmonds 1965): whatever the matching, each pair in
 * it weighs at most what its ends' duals and the blossoms around both hold, so that no matching outweighs all
 * duals together. Where a row has violated pairs, raising its vertex' dual by the worst of them mends all.
 *
 * Believes nothing that a solver says, and shares no code with one. Weights are safe integers. `worth` is what each
 * vertex adds to the weights of all its pairs, 0 or more, where that is known: then a smaller lift is enough.
 */
export function check(
  certificate: Certificate,
  rows: PairRows,
  maxCardinality: boolean,
  worth?: Float64Array,
): Verdict {
  const { n, lift, dual, blossoms, mate } = certificate
  const nesting = nestingOf(certificate)
  if (typeof nesting === 'string') return wrong(nesting)
  const fault = faultOf(certificate, maxCardinality)
  if (fault !== undefined) return wrong(fault)

  if (worth?.some((each) => !(each >= 0))) return wrong('a vertex adds less than nothing')
  const seen = readRows(certificate, nesting, rows, worth)
  const pairs = mate.filter((other) => other >= 0).length / 2
  const matched = seen.matched.filter((weight) => !Number.isNaN(weight))
  if (matched.length !== pairs) return wrong('a pair of the matching is not allowed')
  if (maxCardinality && pairs < Math.floor(n / 2) && lift < leastLift(pairs, seen)) {
    return wrong(
      `the lift ${lift} is less than ${leastLift(pairs, seen)}, so that a larger matching may exist`,
    )
  }
  const bound =
    dual.reduce((sum, each) => sum + each, 0) +
    blossoms.reduce((sum, { z, members }) => sum + 2 * z * Math.floor(members.length / 2), 0)
  const size = matched.reduce((sum, each) => sum + 2 * Math.abs(each + lift), 0)
  // Sums of terms that are not negative are exact if the last one is.
  if (![bound, size, seen.least + lift, seen.heaviest + lift].every(isExact))
    return wrong('sums pass 2^53 - 1')
  const weight = matched.reduce((sum, each) => sum + each, 0)
  const excess = bound + seen.violation - matched.reduce((sum, each) => sum + 2 * (each + lift), 0)
  const gap = excess === 0 ? 0 : excess / 2 / (Math.abs(weight) || 1)
  if (seen.violation > 0) return { valid: false, gap, problem: 'pairs outweigh their duals' }
  if (excess !== 0) return { valid: false, gap, problem: 'the duals outweigh the matching' }
  return { valid: true, gap }
}

/**
 * The lift from which a matching that is optimal with it, and has k `pairs`, is one of the largest too. Were it not,
 * some of its pairs could be replaced by one more, with nobody uncovered (Berge 1957), so that nothing which vertices
 * add is lost; these k + 1 at most would weigh at least (k + 1)(least + lift), and those k(greatest + lift), which is
 * less. `least` and `greatest` are without what vertices add.
 */
function leastLift(pairs: number, { least, greatest }: Seen): bigint {
  if (least > greatest) return BigInt(Number.MIN_SAFE_INTEGER)
  return BigInt(pairs) * (BigInt(greatest) - BigInt(least)) - BigInt(least) + 1n
}

function wrong(problem: string): Verdict {
  return { valid: false, gap: Number.POSITIVE_INFINITY, problem }
}

/** Infinite bounds come from a graph without pairs. */
function isExact(value: number): boolean {
  return Number.isSafeInteger(value) || Math.abs(value) === Number.POSITIVE_INFINITY
}

function faultOf({ n, lift, dual, mate }: Certificate, maxCardinality: boolean): string | undefined {
  if (!Number.isSafeInteger(lift)) return `the lift ${lift} is not a safe integer`
  if (!maxCardinality && lift !== 0) return `the lift is ${lift} where only weight counts`
  if (dual.length !== n || mate.length !== n) return `not ${n} duals and mates`
  const badDual = dual.findIndex((y) => !Number.isSafeInteger(y) || y < 0)
  if (badDual >= 0) return `the dual of ${badDual} is ${dual[badDual]}`
  const badMate = mate.findIndex((other, one) => other !== -1 && (other === one || mate[other] !== one))
  if (badMate >= 0) return `the mate of ${badMate} is ${mate[badMate]}, who has another`
  return undefined
}

/** What all allowed pairs show; doubled, like the duals: the sum over rows of the worst violation. */
type Seen = {
  /** Without what vertices add. */
  readonly least: number
  readonly greatest: number
  /** The greatest with it. */
  readonly heaviest: number
  readonly violation: number
  /** By the lower vertex: the weight of its pair in the matching, or NaN. */
  readonly matched: Float64Array
}

function readRows(
  { n, lift, dual, mate }: Certificate,
  nesting: Nesting,
  rows: PairRows,
  worth?: Float64Array,
): Seen {
  const others = new Int32Array(n)
  const weights = new Float64Array(n)
  const matched = new Float64Array(n).fill(Number.NaN)
  let least = Number.POSITIVE_INFINITY
  let greatest = Number.NEGATIVE_INFINITY
  let heaviest = Number.NEGATIVE_INFINITY
  let violation = 0
  for (let row = 0; row < n; row++) {
    const around = nesting.around(row)
    const own = dual[row] ?? 0
    let worst = 0
    for (let at = rows(row, others, weights) - 1; at >= 0; at--) {
      const other = others[at] ?? 0
      const weight = weights[at] ?? 0
      const over =
        2 * (weight + lift) - (own + (dual[other] ?? 0) + (around[nesting.position[other] ?? 0] ?? 0))
      if (over > worst) worst = over
      const bare = worth ? weight - (worth[row] ?? 0) - (worth[other] ?? 0) : weight
      if (bare < least) least = bare
      if (bare > greatest) greatest = bare
      if (weight > heaviest) heaviest = weight
      if (mate[row] === other) matched[Math.min(row, other)] = weight
    }
    violation += worst
  }
  return { least, greatest, heaviest, violation, matched }
}
