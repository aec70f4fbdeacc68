import { HOMES } from './countries.ts'
import type { Home } from './home.ts'
import { HOSTILE_NAMES, namesOf } from './names.ts'
import { type Random, randomFrom } from './random.ts'
import {
  type CAREER_STAGES,
  type CareerStage,
  type Frequency,
  INTERESTS,
  type Interest,
  type Medium,
  type PartOfDay,
  type Sector,
  type Slot,
  slotsOf,
  type Weekday,
} from './vocabulary.ts'
import { institutionOf, roleOf } from './workplaces.ts'

const WORKING_DAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri']
const WEEKEND: readonly Weekday[] = ['sat', 'sun']
const PARTS: readonly PartOfDay[] = ['morning', 'afternoon', 'evening']

/** An invented person, with what they answer and how they type it. */
export interface Person {
  platform: 'slack' | 'discord'
  /** Unique in the population, and allowed on both platforms: 2 to 21 of a-z, 0-9, `.` and `_`. */
  username: string
  /** As they write it themselves: any script, and a few that are hostile. */
  fullName: string
  /** ISO 3166-1 alpha-2. */
  country: string
  countryTyped: string
  /** IANA. */
  zone: string
  zoneTyped: string
  /** BCP 47, the one they are most at home in first. */
  languages: string[]
  languagesTyped: string
  /** What they call them where a form offers languages by name, if that is not what everybody calls them. */
  languageNames?: string[]
  workplace: string
  sector: Sector
  role: string
  careerStage: CareerStage
  interests: Interest[]
  /** Some of their interests. */
  canTellAbout: Interest[]
  /** None of which they can tell about. */
  wantsToLearn: Interest[]
  frequency: Frequency
  medium: Medium
  /** The days on which they have time and the parts of the day, as the form asks for them. */
  days: Weekday[]
  parts: PartOfDay[]
  /** Every part of every such day, in the order of the week. */
  availability: Slot[]
  /** An e-mail address or a link that they share with their partner, if they do. */
  contact?: string
  acceptsTrio: boolean
}

/**
 * People like those of a first international round: 392 of them come from 40 countries, one in eight from the
 * largest. The same seed gives the same people.
 *
 * Slack and Discord have every other one, and each country is split evenly between them. So everybody of an
 * even-sized platform can be paired across countries in a shared language: the few without English among
 * themselves or with others of their language (see `withoutEnglishAmong`), and the rest since all speak English and
 * no country has half of them.
 *
 * @param size how many; in the same proportions, so that few people come from fewer countries
 */
export function population({ seed, size = 392 }: { seed: number; size?: number }): Person[] {
  const random = randomFrom(seed)
  const homes = shares(size).flatMap(([home, people]) => Array.from({ length: people }, () => home))
  // Dealt out alternately while sorted by country, then shuffled on each platform.
  const slack = random.some(
    homes.filter((_, at) => at % 2 === 0),
    homes.length,
  )
  const discord = random.some(
    homes.filter((_, at) => at % 2 === 1),
    homes.length,
  )
  const withoutEnglish = {
    slack: withoutEnglishAmong(random, slack),
    discord: withoutEnglishAmong(random, discord),
  }
  const hostile = hostileAt(random, size)
  const taken = new Set<string>()
  return Array.from({ length: size }, (_, at) => {
    const platform = at % 2 === 0 ? 'slack' : 'discord'
    const place = Math.floor(at / 2)
    const home = (platform === 'slack' ? slack : discord)[place]
    if (!home) throw new Error(`There is no country for person ${at}`)
    const hostileName = hostile.get(at)
    return person(
      random,
      { platform, home, hostileName, speaksEnglish: !withoutEnglish[platform].has(place) },
      taken,
    )
  })
}

/** How many of the people live in which country: the table's proportions, the largest remainders rounded up. */
function shares(size: number): [Home, number][] {
  const all = HOMES.reduce((sum, home) => sum + home.people, 0)
  const exact = HOMES.map((home) => (home.people * size) / all)
  const people = exact.map(Math.floor)
  const missing = size - people.reduce((sum, count) => sum + count, 0)
  const byRemainder = exact
    .map((count, at) => ({ at, rest: count % 1 }))
    .sort((a, b) => b.rest - a.rest || a.at - b.at)
  for (let given = 0; given < missing; given++) {
    const at = byRemainder[given % byRemainder.length]?.at ?? 0
    people[at] = (people[at] ?? 0) + 1
  }
  return HOMES.map((home, at) => [home, people[at] ?? 0])
}

/**
 * Which of a platform's people speak no English: at most one of a country, and at most half of those who are sure to
 * speak that language, who must come from two countries at least. So each of them has somebody to be paired with.
 */
function withoutEnglishAmong(random: Random, homes: readonly Home[]): Set<number> {
  const chosen = new Map<number, Home>()
  homes.forEach((home, at) => {
    if (!random.chance(home.withoutEnglish ?? 0) || [...chosen.values()].includes(home)) return
    const [language = ''] = Object.keys(home.languages)
    const speakers = homes.filter(({ languages }) => languages[language]?.[1] === 1)
    const already = [...chosen.values()].filter((other) => speakers.includes(other)).length
    if (new Set(speakers).size > 1 && already < Math.floor(speakers.length / 2)) chosen.set(at, home)
  })
  return new Set(chosen.keys())
}

/** Who has which hostile name: one in 56 people, on both platforms. */
function hostileAt(random: Random, size: number): Map<number, string> {
  const count = Math.min(HOSTILE_NAMES.length, Math.floor(size / 56))
  const places = random.some(
    Array.from({ length: size }, (_, at) => at),
    count,
  )
  return new Map(places.map((at, which) => [at, HOSTILE_NAMES[which] ?? '']))
}

function person(
  random: Random,
  given: {
    platform: Person['platform']
    home: Home
    hostileName: string | undefined
    speaksEnglish: boolean
  },
  taken: Set<string>,
): Person {
  const { platform, home, hostileName, speaksEnglish } = given
  const { latin, written } = inventName(random, home)
  const username = usernameFor(latin, taken)
  const { zone, city } = inventPlace(random, home)
  const { languages, languagesTyped } = inventLanguages(random, home, speaksEnglish)
  const sector = random.weighted({
    public: 32,
    academic: 34,
    school: 10,
    special: 10,
    national: 6,
    archive: 6,
    other: 2,
  })
  const careerStage = random.weighted({
    student: 10,
    new: 25,
    mid: 38,
    senior: 24,
    retired: 3,
  } satisfies Record<keyof typeof CAREER_STAGES, number>)
  const contact = inventContact(random, username)
  const time = inventAvailability(random)
  return {
    platform,
    username,
    fullName: hostileName ?? written,
    country: home.code,
    countryTyped: inventCountryTyped(random, home),
    zone,
    zoneTyped: random.chance(0.45) ? zone : random.chance(0.2) ? city.toLowerCase() : city,
    languages,
    languagesTyped,
    workplace: institutionOf(random, sector, city),
    sector,
    role: roleOf(random, sector, careerStage),
    careerStage,
    ...inventInterests(random),
    frequency: random.weighted({ weekly: 20, fortnightly: 45, monthly: 35 }),
    medium: random.weighted({ chat: 35, email: 20, video: 15, any: 30 }),
    ...time,
    availability: slotsOf(time.days, time.parts),
    ...(contact === undefined ? {} : { contact }),
    acceptsTrio: random.chance(0.6),
  }
}

function inventName(random: Random, home: Home): { latin: string; written: string } {
  const { given, family, ownScript } = namesOf(home.names)
  const inOwnScript = Object.entries(ownScript)
  if (inOwnScript.length > 0 && random.chance(0.4)) {
    const [latin, written] = random.pick(inOwnScript)
    return { latin, written }
  }
  const name = `${random.pick(given)} ${random.pick(family)}`
  return { latin: name, written: name }
}

/** From the latin letters of the name: "Seán Ó Conaill" → sean.conaill, sean.conaill2 … */
function usernameFor(latin: string, taken: Set<string>): string {
  const words = latin
    .replace(/ß/g, 'ss')
    .replace(/[øØ]/g, 'o')
    .replace(/[łŁ]/g, 'l')
    .replace(/[ıİ]/g, 'i')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
  const base = `${(words[0] ?? 'someone').slice(0, 8)}.${(words.at(-1) ?? 'else').slice(0, 9)}`
  let username = base
  for (let number = 2; taken.has(username); number++) username = `${base}${number}`
  taken.add(username)
  return username
}

/** A city and its zone: the country's first zone for half of the people. */
function inventPlace(random: Random, home: Home): { zone: string; city: string } {
  const zones = Object.keys(home.zones)
  const zone = random.chance(0.5) ? (zones[0] ?? '') : random.pick(zones)
  return { zone, city: random.pick(home.zones[zone] ?? ['']) }
}

function inventCountryTyped(random: Random, home: Home): string {
  if (random.chance(0.2)) return random.chance(0.5) ? home.code : home.code.toLowerCase()
  return random.chance(0.5) ? (home.typed[0] ?? home.code) : random.pick(home.typed)
}

/** Irish by its code, which is what the language Ga of Ghana is called: nobody who writes it would be sure of being read. */
const NAME_OF_ANOTHER = 'ga'

function inventLanguages(
  random: Random,
  home: Home,
  speaksEnglish: boolean,
): { languages: string[]; languagesTyped: string } {
  const spoken = Object.entries(home.languages).filter(([, [, share]]) => random.chance(share))
  const own = spoken.filter(([, [, share]]) => share >= 0.5)
  const others = spoken.filter(([, [, share]]) => share < 0.5)
  const english: [string, readonly [string, number]][] = speaksEnglish ? [['en', ['English', 1]]] : []
  const all = [...own, ...english, ...others]
  const languages = all.map(([code]) => code)
  const typed = all.map(([code, [name]]) => (random.chance(0.05) && code !== NAME_OF_ANOTHER ? code : name))
  const joint = random.pick([', ', ', ', ', ', ' and ', ' & ', '; '])
  return { languages, languagesTyped: typed.length === 2 ? typed.join(joint) : typed.join(', ') }
}

function inventInterests(random: Random): Pick<Person, 'interests' | 'canTellAbout' | 'wantsToLearn'> {
  const shuffled = random.some(
    INTERESTS.map((interest) => interest.id),
    INTERESTS.length,
  )
  const interests = shuffled.slice(0, 3 + random.below(5))
  const canTellAbout = interests.slice(0, 1 + random.below(2))
  const wantsToLearn = shuffled.slice(canTellAbout.length + 1, canTellAbout.length + 2 + random.below(3))
  return { interests, canTellAbout, wantsToLearn }
}

/** Most people name the weekdays or the weekend; some name single days. */
function inventAvailability(random: Random): { days: Weekday[]; parts: PartOfDay[] } {
  const kind = random.weighted({ weekdays: 55, weekends: 12, all: 18, some: 15 })
  const chosen = {
    weekdays: WORKING_DAYS,
    weekends: WEEKEND,
    all: [...WORKING_DAYS, ...WEEKEND],
    some: random.some([...WORKING_DAYS, ...WEEKEND], 2 + random.below(3)),
  }[kind]
  const first = random.weighted({ morning: 30, afternoon: 35, evening: 35 })
  const parts = new Set<PartOfDay>([first, ...random.some(PARTS, random.below(3))])
  return {
    days: [...WORKING_DAYS, ...WEEKEND].filter((day) => chosen.includes(day)),
    parts: PARTS.filter((part) => parts.has(part)),
  }
}

function inventContact(random: Random, username: string): string | undefined {
  if (!random.chance(0.4)) return undefined
  if (random.chance(0.25)) return `https://example.org/people/${username}`
  return `${username}@${random.pick(['example.org', 'example.net'])}`
}
