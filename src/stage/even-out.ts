import { matchPool } from '../matching/match.ts'
import { DEFAULT_WEIGHTS } from '../matching/weights.ts'
import { languageName, languageValue } from '../programme/lookup/languages.ts'
import { type Person, population } from '../sandbox/population/population.ts'

type PlatformName = Person['platform']

/** Somebody who has joined, as far as it decides who can be their partner. */
export interface Joined {
  readonly platform: PlatformName
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  /** BCP 47. */
  readonly languages: readonly string[]
}

/** Somebody who stayed away so that there is a place for the visitor. */
export interface Kept {
  readonly person: Person
  /** Their place in the population. */
  readonly index: number
}

/**
 * Who joins besides before registration closes, so that everybody can have a partner: for each of those whom the best
 * pairs leave over, whoever had stayed away where they can be partners, else an invented neighbour, from another country,
 * who speaks all of their languages.
 *
 * @param kept who stays away and has not joined yet
 * @param already how many neighbours have joined before
 */
export function whoElse(
  joined: readonly Joined[],
  kept: Kept | undefined,
  already = 0,
): { readonly person: Person; readonly index: number }[] {
  let away = kept
  let number = already
  return leftOver(joined).map((alone) => {
    if (away && canBePartners(alone, away.person)) {
      const coming = away
      away = undefined
      return coming
    }
    number += 1
    return { person: neighbourOf(alone, number), index: NEIGHBOURS + number }
  })
}

/** Numbers of neighbours begin here: far above those of the people that are there already. */
const NEIGHBOURS = 90_000
/** Of so many there is somebody of another country on each platform for each number. */
const STRANGERS = population({ seed: 2, size: 80 })

/** @param number of this neighbour among all: 1 and on */
function neighbourOf({ platform, country, languages }: Joined, number: number): Person {
  const strangers = STRANGERS.filter((one) => one.platform === platform && one.country !== country)
  const stranger = strangers[number % strangers.length]
  if (!stranger) throw new Error('nobody was invented')
  const spoken = [...new Set([...languages, 'en'])]
  return {
    ...stranger,
    username: `neighbour.${number}`,
    languages: spoken,
    // By codes that are read as exactly these.
    languagesTyped: spoken.map(languageValue).join(', '),
    languageNames: spoken.map((code) => languageName(code)),
  }
}

function canBePartners(one: Joined, other: Joined): boolean {
  return (
    one.platform === other.platform &&
    one.country !== other.country &&
    one.languages.some((language) => other.languages.includes(language))
  )
}

/** Whom the largest number of pairs leaves over. */
function leftOver(joined: readonly Joined[]): Joined[] {
  const { unmatched } = matchPool({
    people: joined.map(({ platform, country, languages }, at) => ({
      ...NOTHING_SAID,
      ...{ id: String(at), group: platform, country, languages },
    })),
    rules: {
      ...{ differentCountry: true, sharedLanguage: true, withinGroup: true },
      ...{ roles: false, leastHours: 0, never: [], locked: [] },
    },
    ...{ weights: DEFAULT_WEIGHTS, seed: 1, at: 0, until: 0 },
  })
  return unmatched.flatMap(({ id }) => joined[Number(id)] ?? [])
}

const NOTHING_SAID = {
  ...{ zone: 'UTC', sector: null, careerStage: null, frequency: null, medium: null, wishSector: null },
  ...{ interests: [], canTell: [], wantsToLearn: [], availability: 0, acceptsTrio: false, waited: 0 },
  role: 'either',
} as const
