import type { Candidate, Pool, Rules } from '../../src/matching/pool.ts'
import { DEFAULT_WEIGHTS } from '../../src/matching/weights.ts'

/** Monday 12 January 2026, 00:00 UTC. */
const JANUARY = Date.UTC(2026, 0, 12)

/** Monday 15 June 2026, 00:00 UTC. */
const JUNE = Date.UTC(2026, 5, 15)

/** Somebody who says nothing but what the rules ask for; every id is from a country of its own. */
export function candidate(id: string, said: Partial<Candidate> = {}): Candidate {
  return {
    id,
    group: 'one',
    country: id,
    zone: 'UTC',
    languages: ['en'],
    sector: null,
    careerStage: null,
    frequency: null,
    medium: null,
    interests: [],
    canTell: [],
    wantsToLearn: [],
    wishSector: null,
    availability: 0,
    role: 'either',
    acceptsTrio: false,
    waited: 0,
    ...said,
  }
}

export const RULES: Rules = {
  differentCountry: true,
  sharedLanguage: true,
  withinGroup: false,
  roles: false,
  leastHours: 0,
  never: [],
  locked: [],
}

export function poolOf(people: readonly Candidate[], rules: Partial<Rules> = {}, seed = 1): Pool {
  return { people, rules: { ...RULES, ...rules }, weights: DEFAULT_WEIGHTS, seed, at: JANUARY, until: JUNE }
}

/** A stream of numbers in [0, 1) that is the same for the same seed (the minimal standard generator). */
function random(seed: number): () => number {
  let state = (seed % 2147483646) + 1
  return () => {
    state = (state * 48271) % 2147483647
    return (state - 1) / 2147483646
  }
}

const ZONES = [
  'Pacific/Auckland',
  'Australia/Adelaide',
  'Australia/Melbourne',
  'Asia/Tokyo',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Africa/Nairobi',
  'Africa/Lagos',
  'Europe/Berlin',
  'Europe/Dublin',
  'America/Sao_Paulo',
  'America/St_Johns',
  'America/New_York',
  'America/Los_Angeles',
]

/** People as of a first round: forty countries, one of them with a fifth of everybody, two workspaces. */
export function population(size: number, seed = 7): Candidate[] {
  const next = random(seed)
  const pick = (count: number) => Math.floor(next() * count)
  const some = (most: number, prefix: string, of: number) =>
    Array.from({ length: pick(most + 1) }, () => `${prefix}${pick(of)}`)
  return Array.from({ length: size }, (_, index) => {
    const country = next() < 0.2 ? 0 : 1 + pick(39)
    return candidate(`p${index}`, {
      group: index % 2 === 0 ? 'slack' : 'discord',
      country: `C${country}`,
      zone: ZONES[country % ZONES.length]!,
      languages: next() < 0.9 ? ['en', ...some(2, 'l', 12)] : ['l1', 'l2'],
      sector: next() < 0.9 ? `s${pick(6)}` : null,
      careerStage: next() < 0.9 ? `c${pick(4)}` : null,
      frequency: next() < 0.8 ? `f${pick(3)}` : null,
      medium: next() < 0.8 ? `m${pick(4)}` : null,
      interests: some(6, 'i', 48),
      canTell: some(3, 'i', 48),
      wantsToLearn: some(3, 'i', 48),
      wishSector: next() < 0.6 ? null : next() < 0.5 ? 'same' : `s${pick(6)}`,
      availability: next() < 0.3 ? 0 : pick(2 ** 21),
      acceptsTrio: next() < 0.5,
      waited: next() < 0.1 ? 1 + pick(2) : 0,
    })
  })
}
