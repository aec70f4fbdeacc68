/** Two people's ids, in either order. */
export type IdPair = readonly [string, string]

/** In a round of mentors and mentees: which of the two, or whichever is needed. */
export type Role = 'mentor' | 'mentee' | 'either'

/** One person as the matcher sees them. Lists are sets: their order means nothing. */
export type Candidate = {
  readonly id: string
  /** The workspace that the person belongs to; looked at only under `Rules.withinGroup`. */
  readonly group: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  /** IANA time zone. */
  readonly zone: string
  /** BCP 47 primary tags, lower case (`en`, `pt`). */
  readonly languages: readonly string[]
  readonly sector: string | null
  readonly careerStage: string | null
  /** How often, and by what means, the person would like to be in touch; ids. */
  readonly frequency: string | null
  readonly medium: string | null
  /** Ids of interests; so are the two lists after it. */
  readonly interests: readonly string[]
  readonly canTell: readonly string[]
  readonly wantsToLearn: readonly string[]
  /** The partner's sector that the person would like: their own (`same`), a sector's id, or no wish. */
  readonly wishSector: string | null
  /**
   * 21 bits of local time, bit = weekday (Monday 0) × 3 + part of the day (0: 08-12, 1: 12-17, 2: 17-21).
   * 0 means that nothing was said.
   */
  readonly availability: number
  /** What the person would be to a partner; looked at only under `Rules.roles`. */
  readonly role: Role
  readonly acceptsTrio: boolean
  /** Rounds in which the person was left without a partner, 0 or more. */
  readonly waited: number
}

/** What no score can buy. */
export type Rules = {
  readonly differentCountry: boolean
  readonly sharedLanguage: boolean
  readonly withinGroup: boolean
  /** Whether a mentor is paired with a mentee, instead of peers with each other. */
  readonly roles: boolean
  /** Hours a week that partners need in common, 0 or more, where both said when they are free. */
  readonly leastHours: number
  /** Earlier partners who are not to be partners again. */
  readonly never: readonly IdPair[]
  /** Who is kept apart whatever they were: people who avoid each other, pairs that organisers forbid. */
  readonly apart?: readonly IdPair[]
  readonly again?: Again
  /** Pairs that stand whatever the other rules say. A lock on somebody who is not in the pool is void. */
  readonly locked: readonly IdPair[]
}

/** Earlier partners who may be partners again. */
export type Again = {
  readonly pairs: readonly IdPair[]
  /**
   * Whether they are so rather than nobody: only where more people have a partner that way, and then as if nothing
   * spoke for them.
   */
  readonly lastResort: boolean
}

/** The parts of a score, in the order in which equally strong reasons are given. */
export const PARTS = [
  'interests',
  'wishes',
  'sector',
  'hours',
  'frequency',
  'medium',
  'career',
  'languages',
] as const

export type Part = (typeof PARTS)[number]

/** How much each part counts against the others: integers, 0 or more. */
export type Weights = Readonly<Record<Part, number>>

export type Pool = {
  readonly people: readonly Candidate[]
  readonly rules: Rules
  readonly weights: Weights
  /** Decides between equally good results; a safe integer. */
  readonly seed: number
  /**
   * When the round starts and when it ends, epoch milliseconds. Zones have the offsets that they have then: where
   * clocks are put forward or back between, hours in common are the mean of both.
   */
  readonly at: number
  readonly until: number
}
