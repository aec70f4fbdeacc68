import { ones } from '../bits.ts'
import type { Weights } from '../pool.ts'
import { type CommonHours, commonHours } from './clocks.ts'
import type { Flat } from './flat.ts'
import { FORBIDDEN, MOST_COUNTED, type Tables, tablesFor } from './tables.ts'

/** Finds the pairs of one person that are allowed and score enough. One thread's own: a row overwrites the last. */
export type RowScorer = {
  /** The other person of each pair found, and its score, as many as `find` returned. */
  readonly others: Int32Array
  readonly scores: Int32Array
  /** Begins a row; `find` looks in the row that was begun last. */
  readonly begin: (row: number) => void
  /**
   * Finds everybody from `from` to `to` - 1 whom the rules allow for the row and whose score with it exceeds
   * `floor + floors[other]`. Returns how many, in order of their numbers. With a floor of -1 and no `floors`,
   * these are all allowed pairs.
   */
  readonly find: (from: number, to: number, floor: number, floors?: Float64Array) => number
  /** Those of `among` whom the rules allow for the row, in the same order; the next call overwrites them. */
  readonly allowed: (among: Int32Array) => Int32Array
}

/**
 * A scorer of rows, equal to `scorer` and `hardRules` for every pair. What can be looked up is looked up first;
 * then whoever could not reach the floor, whatever their sets say, is passed over.
 */
export function rowScorer(flat: Flat, weights: Weights): RowScorer {
  const { n } = flat
  const tables = tablesFor(flat, weights)
  const hours = commonHours(flat)
  const none = new Float64Array(n)
  const others = new Int32Array(n)
  const scores = new Int32Array(n)
  // Whom the present row may never be with is marked by its number, so that nothing has to be cleared.
  const marked = new Int32Array(n).fill(-1)
  const worthless = new Int32Array(n).fill(-1)
  let points = pointsOf(flat, tables, 0)
  return {
    others,
    scores,
    begin: (row) => {
      mark(marked, row, flat.apartFrom, flat.apart)
      marked[row] = row
      mark(worthless, row, flat.worthlessFrom, flat.worthless)
      hours.begin(row)
      points = pointsOf(flat, tables, row)
    },
    find: (from, to, floor, floors = none) =>
      find(flat, tables, points, hours, marked, worthless, from, to, floor, floors, others, scores),
    allowed: (among) => others.subarray(0, allowed(flat, points, hours, marked, among, others)),
  }
}

/** Marks with `row` those in its list. */
function mark(marks: Int32Array, row: number, from: Int32Array, list: Int32Array): void {
  const end = from[row + 1] ?? 0
  for (let at = from[row] ?? 0; at < end; at++) marks[list[at] ?? 0] = row
}

/** What one person gets, in points times weights. */
type Points = {
  readonly row: number
  /** By profiles: see `Tables`. */
  readonly hard: Float64Array
  readonly sectors: Float64Array
  readonly styles: Float64Array
  /** The most they can get with anybody for what is counted pair by pair. */
  readonly mostForInterests: number
  readonly mostForWishes: number
  readonly mostForHours: number
}

function pointsOf(flat: Flat, tables: Tables, row: number): Points {
  const size = (sets: Uint32Array) => {
    let count = 0
    for (let at = row * flat.words; at < (row + 1) * flat.words; at++) count += ones(sets[at] ?? 0)
    return Math.min(count, MOST_COUNTED)
  }
  return {
    row,
    hard: tables.hard(flat.hard.of[row] ?? 0),
    sectors: tables.sectors(flat.sectors.of[row] ?? 0),
    styles: tables.styles(flat.styles.of[row] ?? 0),
    mostForInterests: tables.interests[size(flat.interests)] ?? 0,
    mostForWishes: tables.wishes[size(flat.canTell) * (MOST_COUNTED + 1) + size(flat.wantsToLearn)] ?? 0,
    mostForHours: tables.hours[flat.free[row] ?? 0] ?? 0,
  }
}

/** Whether somebody said when they are free. */
function saidAt({ availability }: Flat, person: number): boolean {
  return availability[person] !== 0
}

/** The loop over pairs. Everything it needs is in locals: this is where a large round's time goes. */
function find(
  flat: Flat,
  tables: Tables,
  points: Points,
  { quartersWith }: CommonHours,
  marked: Int32Array,
  worthless: Int32Array,
  from: number,
  to: number,
  floor: number,
  floors: Float64Array,
  others: Int32Array,
  scores: Int32Array,
): number {
  const { words, interests, canTell, wantsToLearn, stretches, stretchOf } = flat
  const { total, interests: interestPoints, wishes: wishPoints, hours: hourPoints } = tables
  const hardOf = flat.hard.of
  const sectorOf = flat.sectors.of
  const styleOf = flat.styles.of
  const { row, hard: hardPoints, sectors: sectorPoints, styles: stylePoints } = points
  const mostHours = points.mostForHours
  const least = saidAt(flat, row) ? flat.leastCommon : 0
  const mostWishes = mostHours + points.mostForWishes
  const mostCounted = mostWishes + points.mostForInterests
  const own = row * words
  let found = 0
  let stretch = from < to ? (stretchOf[from] ?? 0) : 0
  for (let first = from; first < to; stretch++) {
    const start = first
    first = stretches[stretch + 1] ?? to
    const language = hardPoints[hardOf[start] ?? 0] ?? 0
    if (language === FORBIDDEN) continue
    const end = Math.min(first, to)
    for (let other = start; other < end; other++) {
      const enough = (floor + (floors[other] ?? 0)) * total
      let sum = language + (sectorPoints[sectorOf[other] ?? 0] ?? 0) + (stylePoints[styleOf[other] ?? 0] ?? 0)
      if (sum + mostCounted <= enough || marked[other] === row) continue

      const theirs = other * words
      let shared = 0
      for (let word = 0; word < words; word++) {
        shared += ones((interests[own + word] ?? 0) & (interests[theirs + word] ?? 0))
      }
      sum += interestPoints[Math.min(shared, MOST_COUNTED)] ?? 0
      if (sum + mostWishes <= enough) continue

      let told = 0
      let learnt = 0
      for (let word = 0; word < words; word++) {
        const tell = (canTell[own + word] ?? 0) & (wantsToLearn[theirs + word] ?? 0)
        const learn = (wantsToLearn[own + word] ?? 0) & (canTell[theirs + word] ?? 0)
        // Few pairs have any wish met, so that this is mostly known beforehand and costs nothing.
        if ((tell | learn) !== 0) {
          told += ones(tell)
          learnt += ones(learn)
        }
      }
      sum +=
        wishPoints[Math.min(told, MOST_COUNTED) * (MOST_COUNTED + 1) + Math.min(learnt, MOST_COUNTED)] ?? 0
      if (sum + mostHours <= enough) continue

      const quarters = quartersWith(other)
      if (quarters < least && saidAt(flat, other)) continue
      const score = worthless[other] === row ? 0 : Math.floor((sum + (hourPoints[quarters] ?? 0)) / total)
      if (score <= floor + (floors[other] ?? 0)) continue
      others[found] = other
      scores[found] = score
      found += 1
    }
  }
  return found
}

/** The loop over some people in place of stretches, by the rules alone. */
function allowed(
  flat: Flat,
  { row, hard }: Points,
  { quartersWith }: CommonHours,
  marked: Int32Array,
  among: Int32Array,
  others: Int32Array,
): number {
  const hardOf = flat.hard.of
  const asked = flat.leastCommon > 0 && saidAt(flat, row)
  let found = 0
  for (let at = 0; at < among.length; at++) {
    const other = among[at] ?? 0
    if (hard[hardOf[other] ?? 0] === FORBIDDEN || marked[other] === row) continue
    if (asked && saidAt(flat, other) && quartersWith(other) < flat.leastCommon) continue
    others[found] = other
    found += 1
  }
  return found
}
