import { countCommon } from './bits.ts'
import { commonQuarters } from './hours.ts'
import type { Person } from './person.ts'
import {
  FULL,
  pointsForCount,
  pointsForLanguages,
  pointsForQuarters,
  pointsForSame,
  pointsForSector,
} from './points.ts'
import { PARTS, type Part, type Rules, type Weights } from './pool.ts'
import { among } from './rules.ts'

/** What each part of the score of two people is worth, 0…1000, the same whichever of them comes first. */
const POINTS: Readonly<Record<Part, (one: Person, other: Person) => number>> = {
  interests: (one, other) => pointsForCount(countCommon(one.interests, other.interests)),
  // One wish that is met is worth as much as one shared interest, and a wish each way makes it full.
  wishes: (one, other) =>
    Math.min(
      FULL,
      pointsForCount(countCommon(one.canTell, other.wantsToLearn)) +
        pointsForCount(countCommon(other.canTell, one.wantsToLearn)),
    ),
  sector: ({ candidate: one }, { candidate: other }) =>
    (pointsForSector(one.wishSector, one.sector, other.sector) +
      pointsForSector(other.wishSector, other.sector, one.sector)) /
    2,
  hours: (one, other) => pointsForQuarters(commonQuarters([one.weeks, other.weeks])),
  frequency: (one, other) => pointsForSame(one.candidate.frequency, other.candidate.frequency),
  medium: (one, other) => pointsForSame(one.candidate.medium, other.candidate.medium),
  career: (one, other) => pointsForSame(one.candidate.careerStage, other.candidate.careerStage),
  languages: (one, other) =>
    pointsForLanguages(countCommon(one.languages, other.languages), one.speaksEnglish && other.speaksEnglish),
}

/**
 * A function from two people to their score: the mean of all parts by `weights`, rounded down to an
 * integer of 0…1000. With no weight at all every score is 0, and so is that of earlier partners who are partners again
 * as a last resort.
 */
export function scorer(
  weights: Weights,
  { again }: Pick<Rules, 'again'> = {},
): (one: Person, other: Person) => number {
  const worthless = among(again?.lastResort ? again.pairs : [])
  const counted = PARTS.filter((part) => weights[part] > 0)
  const total = counted.reduce((sum, part) => sum + weights[part], 0)
  return (one, other) => {
    let sum = 0
    for (const part of counted) sum += weights[part] * POINTS[part](one, other)
    return total === 0 || worthless(one, other) ? 0 : Math.floor(sum / total)
  }
}
