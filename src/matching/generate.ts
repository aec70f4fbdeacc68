import { MOST_PEOPLE } from './person.ts'
import type { Candidate, IdPair, Pool } from './pool.ts'
import { draws } from './seed.ts'
import { DEFAULT_WEIGHTS } from './weights.ts'

/** Countries, their zones and the language at home; the first has 22 % of everybody, the others ever fewer. */
const COUNTRIES = `
  AU Australia/Sydney,Australia/Adelaide,Australia/Perth en
  US America/New_York,America/Chicago,America/Los_Angeles en
  BR America/Sao_Paulo pt
  IN Asia/Kolkata hi
  DE Europe/Berlin de
  ES Europe/Madrid es
  FR Europe/Paris fr
  MX America/Mexico_City es
  GB Europe/London en
  ID Asia/Jakarta id
  JP Asia/Tokyo ja
  PH Asia/Manila tl
  CN Asia/Shanghai zh
  IT Europe/Rome it
  CA America/Toronto,America/St_Johns,America/Vancouver en
  PL Europe/Warsaw pl
  KE Africa/Nairobi sw
  TR Europe/Istanbul tr
  EG Africa/Cairo ar
  AR America/Argentina/Buenos_Aires es
  KR Asia/Seoul ko
  NL Europe/Amsterdam nl
  IR Asia/Tehran fa
  VN Asia/Ho_Chi_Minh vi
  TH Asia/Bangkok th
  SE Europe/Stockholm sv
  CO America/Bogota es
  NG Africa/Lagos en
  PT Europe/Lisbon pt
  LK Asia/Colombo si
  NP Asia/Kathmandu ne
  TZ Africa/Dar_es_Salaam sw
  MA Africa/Casablanca ar
  AT Europe/Vienna de
  MY Asia/Kuala_Lumpur ms
  NZ Pacific/Auckland en
  ZA Africa/Johannesburg en
  CL America/Santiago es
  TW Asia/Taipei zh
  GH Africa/Accra en`
  .trim()
  .split('\n')
  .map((line) => {
    const [code = '', zones = '', language = ''] = line.trim().split(' ')
    return { code, zones: zones.split(','), language }
  })

const LANGUAGES = [...new Set(COUNTRIES.map(({ language }) => language))]

/** Monday 4 January 2027, 00:00 UTC. */
const AT = Date.UTC(2027, 0, 4)

/** Five months later, when clocks in many zones have been put forward or back. */
const UNTIL = Date.UTC(2027, 5, 7)

/**
 * A pool of `size` invented people, 0 to a million, to measure the matching with. It depends on `size` and
 * `seed` (a safe integer) alone. They are from 40 countries, 22 % of them from one, speak 24 languages, live in
 * zones of which some are half or quarter hours off, and choose among 48 interests; about half of them have an
 * earlier partner, and one in a hundred avoids somebody. About 36 % of all pairs are allowed.
 * Throws a `RangeError` for a size or a seed that is none.
 */
export function inventPool(size: number, seed: number): Pool {
  if (!Number.isInteger(size) || size < 0 || size > MOST_PEOPLE) {
    throw new RangeError(`a population of ${size} is not an integer from 0 to ${MOST_PEOPLE}`)
  }
  if (!Number.isSafeInteger(seed)) throw new RangeError(`the seed ${seed} is not a safe integer`)
  const draw = dice(seed)
  const people = Array.from({ length: size }, (_, index) => invent(index, draw))
  const rules = {
    differentCountry: true,
    sharedLanguage: true,
    withinGroup: false,
    roles: false,
    leastHours: 0,
    locked: [],
  }
  return {
    people,
    rules: { ...rules, never: apart(people, draw) },
    weights: DEFAULT_WEIGHTS,
    seed,
    at: AT,
    until: UNTIL,
  }
}

type Dice = {
  /** True with this probability. */
  readonly chance: (probability: number) => boolean
  /** An integer from 0 to `count` - 1. */
  readonly pick: (count: number) => number
  /** The same, but low ones more often: in proportion to 1/(index + `flatness`), about. */
  readonly skewed: (count: number, flatness: number) => number
}

function dice(seed: number): Dice {
  const next = draws(seed)
  const unit = () => next() / 2 ** 32
  return {
    chance: (probability) => unit() < probability,
    pick: (count) => Math.floor(unit() * count),
    // The inverse of the distribution function of a density that falls as 1/(x + flatness).
    skewed: (count, flatness) => Math.floor(flatness * (1 + count / flatness) ** unit() - flatness),
  }
}

function invent(index: number, draw: Dice): Candidate {
  const { chance, pick, skewed } = draw
  const at = chance(0.22) ? 0 : 1 + skewed(COUNTRIES.length - 1, 8)
  const { code = '', zones = [], language = '' } = COUNTRIES[at] ?? {}
  const languages = new Set([language])
  if (chance(0.385)) languages.add('en')
  if (chance(0.3)) languages.add(LANGUAGES[skewed(LANGUAGES.length, 4)] ?? language)
  const some = (most: number) => [
    ...new Set(Array.from({ length: pick(most + 1) }, () => `interest-${skewed(48, 12)}`)),
  ]
  const said = (probability: number, kind: string, count: number) =>
    chance(probability) ? `${kind}-${skewed(count, count)}` : null
  return {
    id: `person-${index}`,
    group: chance(0.5) ? 'slack' : 'discord',
    country: code,
    zone: zones[pick(zones.length)] ?? 'UTC',
    languages: [...languages],
    sector: said(0.95, 'sector', 7),
    careerStage: said(0.9, 'stage', 4),
    frequency: said(0.85, 'frequency', 3),
    medium: said(0.85, 'medium', 4),
    interests: some(8),
    canTell: some(4),
    wantsToLearn: some(4),
    wishSector: chance(0.5) ? null : chance(0.5) ? 'same' : `sector-${pick(7)}`,
    availability: chance(0.3) ? 0 : week(draw),
    role: 'either',
    acceptsTrio: chance(0.5),
    waited: chance(0.06) ? 1 + pick(2) : 0,
  }
}

/** Most people are free in some parts of the day, on weekdays or at weekends or both. */
function week({ chance, pick }: Dice): number {
  const parts = 1 + pick(7)
  const days = [5, 7, 7, 2][pick(4)] ?? 7
  let bits = 0
  for (let weekday = 0; weekday < 7; weekday++) {
    const free = days === 2 ? weekday > 4 : weekday < days
    for (let part = 0; part < 3; part++) {
      if (free && (parts >>> part) & 1 && chance(0.8)) bits |= 1 << (weekday * 3 + part)
    }
  }
  return bits
}

/** Earlier partners, and people who avoid each other. */
function apart(people: readonly Candidate[], { chance, pick }: Dice): IdPair[] {
  const pairs: IdPair[] = []
  const meet = (one: Candidate) => {
    const other = people[pick(people.length)]
    if (other && other !== one) pairs.push([one.id, other.id])
  }
  for (const one of people) {
    if (chance(0.25)) meet(one)
    if (chance(0.01)) meet(one)
  }
  return pairs
}
