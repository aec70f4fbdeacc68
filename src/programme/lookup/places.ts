import { countryName, countryNamed } from './countries.ts'
import { type State, stateOf, type Town } from './gazetteer.ts'
import { sameTime, withoutSameTime } from './offsets.ts'
import { type Place, type PlaceResult, placesFound } from './place.ts'
import { canonicalZone, type ZoneContext, zonesOfCountry } from './zone-names.ts'

/** So many towns of a name are offered at most. */
const MOST_TOWNS = 12

/**
 * Where at least one town in ten shares its name with another that keeps another time (a quarter of those of the
 * United States, a seventh of Mexico's, by our list; no other country has one in twelve): there a name alone is
 * asked about, since a village that we do not know may have it as well, and is offered with its state.
 */
export const NAMES_ARE_SHARED: ReadonlySet<string> = new Set(['US', 'MX'])

/**
 * The parts of an address, without numbers: "Little Rock, AR 72201" is "Little Rock" and "AR". A country's name with
 * brackets in it is one: "Congo (Kinshasa)".
 */
export function partsOf(text: string): string[] {
  return text
    .slice(0, 200)
    .split(/[,;|\n，、]+/)
    .flatMap((part) => (countryNamed(part) === undefined ? part.split(/[/()]+|\s[-–—]+\s/) : [part]))
    .map((part) =>
      part
        .split(/\s+/)
        .filter((word) => !/\d/.test(word))
        .join(' ')
        .trim(),
    )
    .filter((part) => /\p{L}/u.test(part))
    .slice(0, 6)
}

/** The zones as a result: one where all of them keep the same time. */
export function zonesFound(
  zones: readonly string[],
  { now }: ZoneContext,
  name?: string,
): PlaceResult | undefined {
  return placesFound(asPlaces(withoutSameTime(zones, now), name))
}

export function asPlaces(zones: readonly string[], name?: string): Place[] {
  return zones.map((zone) => (name === undefined ? { zone } : { zone, name }))
}

/** Zones in which a town may be, by their current names. */
export function zonesOfTown({ zones, country }: Pick<Town, 'zones' | 'country'>): string[] {
  return currentOf(zones, country).slice(0, zones.length === 0 ? 1 : 2)
}

/** Zones of a state, by their current names, the largest first. */
export function zonesOfState({ zones, country }: State): string[] {
  return currentOf(zones, country)
}

/** Zones by their current names, those of another country by the own zone that keeps the same time. */
function currentOf(zones: readonly string[], country: string): string[] {
  const own = zonesOfCountry(country)
  if (zones.length === 0) return own
  return zones.flatMap((name) => {
    const zone = canonicalZone(name)
    if (zone === undefined || own.includes(zone)) return zone ?? []
    return own.find((one) => sameTime(one, zone, Date.now())) ?? zone
  })
}

/**
 * Towns to choose from, with what tells them apart: the largest, and of each time that is kept in any of them one
 * at least.
 */
export function townsAsPlaces(towns: readonly Town[], { country, locale, now }: ZoneContext): Place[] {
  const places = towns.flatMap((town) => {
    const state = stateOf(town.country, town.state)?.name
    const abroad = town.country === country ? undefined : countryName(town.country, locale)
    const within = abroad === undefined || NAMES_ARE_SHARED.has(town.country) ? state : undefined
    const name = new Set([town.name, within, abroad].filter((part) => part !== undefined))
    return asPlaces(zonesOfTown(town), [...name].join(', '))
  })
  const needed = new Set(
    withoutSameTime(
      places.map(({ zone }) => zone),
      now,
    ),
  )
  return places.filter(({ zone }, index) => needed.delete(zone) || index < MOST_TOWNS)
}
