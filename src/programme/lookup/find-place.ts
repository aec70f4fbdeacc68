import { countryNamed } from './countries.ts'
import { statesAnywhere, statesNamed, townsNamed } from './gazetteer.ts'
import { labelledPlace } from './labelled-place.ts'
import { findRareTime, findTime } from './named-times.ts'
import { nearPlaces } from './near-places.ts'
import { isNothing } from './nothing.ts'
import { withoutSameTime } from './offsets.ts'
import { type Place, type PlaceResult, placeOfValue, placesFound } from './place.ts'
import { findAnywhere, liesIn } from './place-anywhere.ts'
import { FAR_LARGER, findWithin, type InCountry } from './place-within.ts'
import { asPlaces, partsOf, townsAsPlaces } from './places.ts'
import { offeredZones, onlyZone, type ZoneContext, zonesOfCountry } from './zone-names.ts'

/** Of a text that is longer than a place's name can be nothing is kept but the zone. */
const LONGEST_NAME = 80

/**
 * Where somebody lives, from what they wrote: a town of any size with or without its state and country, a country
 * that keeps one time, an IANA name, an offset, what a calendar calls a time.
 *
 * It never guesses: two letters beside other words stand for no country, nothing outside the stated country is taken,
 * and a name of several places whose clocks differ is asked about. What is not known in a country that keeps one
 * time is a place in it.
 */
export function findPlace(text: string, context: ZoneContext): PlaceResult {
  const said = text.trim()
  if (isNothing(said)) return { kind: 'none', places: asPlaces(offeredZones(context)) }
  const exactly = placeOfValue(said)
  if (exactly !== undefined) return { kind: 'one', place: exactly }
  const timed = findTime(said, context) ?? labelledPlace(said, context) ?? timeOfPlace(said, context)
  if (timed !== undefined) return timed
  const parts = partsOf(said)
  const home = homeOf(parts, context)
  const found = readParts(home === undefined ? parts : withoutCountry(parts, home), home, context)
  if (found?.kind === 'one') return { kind: 'one', place: named(found.place, parts, home, context) }
  return found ?? findRareTime(said, context) ?? { kind: 'none', places: nearPlaces(parts[0] ?? '', context) }
}

/** "Nairobi time": the zone of a place in which they need not live. */
function timeOfPlace(said: string, context: ZoneContext): PlaceResult | undefined {
  const [, place] = /^(.+?)\s+(?:local\s+)?time$/i.exec(said) ?? []
  const found = place === undefined ? undefined : findPlace(place, context)
  return found?.kind === 'one' ? { kind: 'one', place: { zone: found.place.zone } } : undefined
}

/** The country they stated, or the one that stands at the end of what they wrote. */
function homeOf(parts: readonly string[], { country }: ZoneContext): string | undefined {
  if (country !== undefined && zonesOfCountry(country).length > 0) return country
  const last = parts.at(-1)
  if (parts.length < 2 || last === undefined) return undefined
  const named = countryNamed(last)
  // "Atlanta, Georgia" is in a state of that name.
  const states = new Set(statesAnywhere(last).map((state) => state.country))
  return townsNamed(parts[0] ?? '').some((town) => states.has(town.country)) ? undefined : named
}

function withoutCountry(parts: readonly string[], home: string): readonly string[] {
  const last = parts.at(-1)
  return parts.length > 1 && last !== undefined && countryNamed(last) === home ? parts.slice(0, -1) : parts
}

/** @param stated whether they said elsewhere that they live there */
function findAt(context: InCountry, parts: readonly string[], stated: boolean): PlaceResult | undefined {
  const [first, ...rest] = parts
  if (first === undefined) return undefined
  if (stated) {
    const elsewhere = abroad(first, rest, context)
    if (elsewhere !== undefined) return elsewhere
  }
  const within = isCountry(first, rest, context) ? findWithin([], context) : findWithin(parts, context)
  if (within !== undefined) return within
  const known = townsNamed(first).filter(({ country }) => country !== context.country)
  const other = rest.length === 0 ? countryNamed(first) : undefined
  if (known.length > 0) return besides(townsAsPlaces(known, context), context)
  if (other !== undefined) return besides(asPlaces(zonesOfCountry(other)), context)
  const zone = onlyZone(context.country, context.now)
  return zone !== undefined && isLikePlace(first) ? placesFound(asPlaces([zone])) : undefined
}

const isCountry = (first: string, rest: readonly string[], { country }: InCountry): boolean =>
  rest.length === 0 && countryNamed(first) === country

/** What follows the town's name lies in another country: that is asked about. */
function abroad(first: string, rest: readonly string[], context: InCountry): PlaceResult | undefined {
  if (rest.some((part) => statesNamed(part, context.country).length > 0)) return undefined
  const towns = townsNamed(first).filter(
    (town) => town.country !== context.country && rest.some((part) => liesIn(town, part)),
  )
  if (towns.length > 0) return besides(townsAsPlaces(towns, context), context)
  const other = rest.map((part) => countryNamed(part)).find((code) => code !== undefined)
  return other === undefined || other === context.country
    ? undefined
    : besides(asPlaces(zonesOfCountry(other)), context)
}

function besides(places: readonly Place[], { country, now }: InCountry): PlaceResult | undefined {
  const own = asPlaces(withoutSameTime(zonesOfCountry(country), now))
  const found = placesFound([...places.slice(0, 12), ...own])
  return found?.kind === 'one' ? { kind: 'several', places: [found.place] } : found
}

/** Whether words may be the name of a village that we do not know. */
function isLikePlace(words: string): boolean {
  return /\p{L}{2}/u.test(words) && !/[@<>]|https?:|\b(?:time|zone|utc|gmt|zeit|heure|hora)\b/i.test(words)
}

/** The place with its name: what they wrote without the country, or less where that still tells everybody. */
function named(
  place: Place,
  parts: readonly string[],
  home: string | undefined,
  context: ZoneContext,
): Place {
  const own = home === undefined ? parts : withoutCountry(parts, home)
  const [first = '', ...rest] = own
  if (home !== undefined && isCountry(first, rest, { ...context, country: home })) return place
  const name = home !== undefined && outshines(first, rest, home) ? first : own.join(', ')
  return name.length > LONGEST_NAME ? place : { zone: place.zone, name: spelledOut(name, home) }
}

/** Whether a town lies in what follows its name, and all others of its name are villages beside it. */
function outshines(name: string, within: readonly string[], country: string): boolean {
  const [largest, ...others] = townsNamed(name, country)
  if (largest === undefined || !within.some((part) => liesIn(largest, part))) return false
  return others.every(({ weight }) => weight * FAR_LARGER <= largest.weight)
}

/** The name of a state of which only the letters were written. */
function spelledOut(name: string, home: string | undefined): string {
  const [state] = name.length > 3 || home === undefined ? [] : statesNamed(name, home)
  return state?.name ?? name
}

function readParts(
  parts: readonly string[],
  home: string | undefined,
  context: ZoneContext,
): PlaceResult | undefined {
  const stated = context.country !== undefined
  if (home === undefined) return findAnywhere(parts, context)
  return findAt({ ...context, country: home }, parts, stated)
}
