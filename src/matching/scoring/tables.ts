import { ones } from '../bits.ts'
import { QUARTERS_A_WEEK } from '../hours.ts'
import {
  FULL,
  pointsForCount,
  pointsForLanguages,
  pointsForQuarters,
  pointsForSame,
  pointsForSector,
} from '../points.ts'
import { PARTS, type Weights } from '../pool.ts'
import type { Flat } from './flat.ts'
import { type Profiles, SAME, SILENT } from './profiles.ts'

/** Counts from here on are worth the same: `pointsForCount` is full. */
export const MOST_COUNTED = 4

/** What a profile is worth to every profile: weighted points, or `FORBIDDEN`. */
type Row = (profile: number) => Float64Array

/** In `Tables.hard`: these two may not be partners. */
export const FORBIDDEN = -1

/**
 * Everything in a score that can be looked up, times its weight. A score is the sum of a look-up in each,
 * divided by `total` and rounded down. Made with the very functions that `scorer` uses, so that the two agree.
 */
export type Tables = {
  /** Sum of all weights; 1 where nothing counts, so that every score is 0. */
  readonly total: number
  /** By things in common, up to `MOST_COUNTED`. */
  readonly interests: Float64Array
  /** By wishes met one way × (`MOST_COUNTED` + 1) + wishes met the other way. */
  readonly wishes: Float64Array
  /** By quarter-hours a week in common, at the round's start and end together. */
  readonly hours: Float64Array
  /** Points for languages, where the rules allow. */
  readonly hard: Row
  readonly sectors: Row
  readonly styles: Row
}

/** The tables for people under weights (each an integer from 0 to a million). */
export function tablesFor(flat: Flat, weights: Weights): Tables {
  const counts = Array.from({ length: MOST_COUNTED + 1 }, (_, count) => pointsForCount(count))
  const wishes = counts.flatMap((one) => counts.map((other) => Math.min(FULL, one + other)))
  const quarters = Array.from({ length: 2 * QUARTERS_A_WEEK + 1 }, (_, both) => pointsForQuarters(both / 2))
  const weighted = (points: readonly number[], weight: number) =>
    Float64Array.from(points, (each) => each * weight)
  return {
    total: PARTS.reduce((sum, part) => sum + weights[part], 0) || 1,
    interests: weighted(counts, weights.interests),
    wishes: weighted(wishes, weights.wishes),
    hours: weighted(quarters, weights.hours),
    hard: rows(flat.hard, hardWorth(flat, weights.languages)),
    sectors: rows(flat.sectors, sectorWorth(flat.sectors, weights.sector)),
    styles: rows(flat.styles, styleWorth(flat.styles, weights)),
  }
}

type Worth = (one: number, other: number) => number

/** A row takes 8 bytes a profile; no more are kept than fit in 16 MB, whatever people make up. */
const KEPT = 2 ** 21

function rows({ count }: Profiles, worth: Worth): Row {
  const known = new Map<number, Float64Array>()
  return (profile) => {
    const kept = known.get(profile)
    if (kept) return kept
    const row = new Float64Array(count)
    for (let other = 0; other < count; other++) row[other] = worth(profile, other)
    if (known.size * count < KEPT) known.set(profile, row)
    return row
  }
}

function hardWorth(
  { hard: { said, answers }, differentCountry, sharedLanguage }: Flat,
  weight: number,
): Worth {
  return (one, other) => {
    const a = one * answers
    const b = other * answers
    if ((differentCountry && said[a] === said[b]) || said[a + 1] !== said[b + 1]) return FORBIDDEN
    if (said[a + 3] === said[b + 3] && said[a + 3] !== SILENT) return FORBIDDEN
    let common = 0
    for (let word = 4; word < answers; word++) common += ones((said[a + word] ?? 0) & (said[b + word] ?? 0))
    if (common === 0 && sharedLanguage) return FORBIDDEN
    return weight * pointsForLanguages(common, said[a + 2] === 1 && said[b + 2] === 1)
  }
}

function sectorWorth(sectors: Profiles, weight: number): Worth {
  const said = asAnswered(sectors)
  return (one, other) => {
    const [oneWish = null, oneOwn = null] = said[one] ?? []
    const [otherWish = null, otherOwn = null] = said[other] ?? []
    const points = pointsForSector(oneWish, oneOwn, otherOwn) + pointsForSector(otherWish, otherOwn, oneOwn)
    return (weight * points) / 2
  }
}

function styleWorth(styles: Profiles, { frequency, medium, career }: Weights): Worth {
  const said = asAnswered(styles)
  return (one, other) => {
    const [oneFrequency = null, oneMedium = null, oneCareer = null] = said[one] ?? []
    const [otherFrequency = null, otherMedium = null, otherCareer = null] = said[other] ?? []
    return (
      frequency * pointsForSame(oneFrequency, otherFrequency) +
      medium * pointsForSame(oneMedium, otherMedium) +
      career * pointsForSame(oneCareer, otherCareer)
    )
  }
}

/** What each profile says, in the form that the functions for points take. */
function asAnswered({ said, count, answers }: Profiles): (string | null)[][] {
  const read = (value: number) => (value === SILENT ? null : value === SAME ? 'same' : `${value}`)
  return Array.from({ length: count }, (_, profile) =>
    Array.from(said.subarray(profile * answers, (profile + 1) * answers), read),
  )
}
