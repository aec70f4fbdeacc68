import { countryNamed } from './countries.ts'
import { type State, statesNamed, type Town, townsNamed } from './gazetteer.ts'
import { withoutSameTime } from './offsets.ts'
import { type PlaceResult, placesFound } from './place.ts'
import { asPlaces, townsAsPlaces, zonesFound, zonesOfState, zonesOfTown } from './places.ts'
import { type ZoneContext, zonesCalled, zonesOfCountry } from './zone-names.ts'

/** So many times as many people live in a town whose name alone means it, and so many at least. */
const FAR_LARGER = 100
const LARGE = 100_000
const VERY_LARGE = 1_000_000

/**
 * Where at least one town in ten shares its name with another that keeps another time (a quarter of those of the
 * United States, a seventh of Mexico's, by our list; no other country has one in twelve): there a name alone is
 * asked about, since a village that we do not know may have it as well.
 */
const NAMES_ARE_SHARED: ReadonlySet<string> = new Set(['US', 'MX'])

/** A context in which it is known where they live. */
export type InCountry = ZoneContext & { readonly country: string }

/**
 * What the parts of an address mean within a country: the town first, then what it lies in. Undefined where the
 * country has no such place that we know.
 *
 * @returns the place's name is left to the caller, where it is one
 */
export function findWithin(parts: readonly string[], context: InCountry): PlaceResult | undefined {
  const { country } = context
  const [first, ...rest] = parts
  if (first === undefined) return zonesFound(zonesOfCountry(country), context)
  const states = rest.flatMap((part) => statesNamed(part, country))
  const towns = townsNamed(first, country)
  if (states.length > 0) {
    const there = towns.filter((town) => states.some(({ code }) => code === town.state))
    // A town that we do not know is in the state all the same.
    return there.length > 0
      ? ofTowns(there, [], context, true)
      : zonesFound(states.flatMap(zonesOfState), context, parts.join(', '))
  }
  if (/\s[A-Z]{2,3}$/.test(first)) {
    const worded = ofWords(first, rest, context)
    if (worded !== undefined) return worded
  }
  const alone = rest.length === 0
  const named = alone || first.length > 2 ? statesNamed(first, country) : []
  const called = zonesCalled(first).filter((zone) => zonesOfCountry(country).includes(zone))
  if (towns.length > 0 || named.length > 0 || called.length > 0)
    return ofTowns(towns, [...named.flatMap(zonesOfState), ...called], context, false)
  return ofWords(first, rest, context) ?? ofLater(rest, context)
}

/** Towns of one name, and zones that may be meant by it as well. `whole`: whether it is said what they lie in. */
function ofTowns(
  towns: readonly Town[],
  further: readonly string[],
  context: InCountry,
  whole: boolean,
): PlaceResult | undefined {
  const zones = withoutSameTime([...towns.flatMap(zonesOfTown), ...further], context.now)
  const clear = zones.length === 1 && (whole || further.length > 0 || isAlone(towns, context))
  const meant = clear ? zones[0] : farLarger(towns, further, context)
  if (meant !== undefined) return placesFound(asPlaces([meant]))
  const places = townsAsPlaces(towns, context)
  const others = clear || whole ? further : [...further, ...zonesOfCountry(context.country)]
  const unseen = withoutSameTime([...places.map(({ zone }) => zone), ...others], context.now).filter((zone) =>
    places.every((place) => place.zone !== zone),
  )
  return placesFound([...places, ...asPlaces(zones.length === 1 || further.length > 0 ? unseen : [])])
}

/** Whether no other town of the name is to be expected. */
const isAlone = (towns: readonly Town[], { country }: InCountry): boolean =>
  !NAMES_ARE_SHARED.has(country) || towns.some(({ weight }) => weight >= VERY_LARGE)

/** The zone of a city beside which all others of its name are villages. */
function farLarger(
  towns: readonly Town[],
  further: readonly string[],
  { country, now }: InCountry,
): string | undefined {
  if (further.length > 0) return undefined
  const [largest, ...others] = [...towns].sort((a, b) => b.weight - a.weight)
  const least = NAMES_ARE_SHARED.has(country) ? VERY_LARGE : LARGE
  if (largest === undefined || largest.weight < least) return undefined
  const zones = zonesOfTown(largest)
  const [zone] = zones
  if (zone === undefined || withoutSameTime(zones, now).length > 1) return undefined
  const elsewhere = others.filter((town) => withoutSameTime([zone, ...zonesOfTown(town)], now).length > 1)
  return elsewhere.every((town) => town.weight * FAR_LARGER <= largest.weight) ? zone : undefined
}

/** "Little Rock Arkansas", "Perth WA": a town whose state or country follows without a comma. */
function ofWords(first: string, rest: readonly string[], context: InCountry): PlaceResult | undefined {
  const words = first.split(/\s+/)
  for (let count = 1; count <= 3 && count < words.length; count++) {
    const last = words.slice(-count).join(' ')
    const before = words.slice(0, -count).join(' ')
    if (countryNamed(last) === context.country) return findWithin([before, ...rest], context)
    const states = statesNamed(last, context.country)
    // After a town that we do not know two small letters may be another word.
    const known = townsNamed(before, context.country).some((town) => isIn(town, states))
    if (states.length > 0 && (known || last.length > 3 || /^[A-Z]+$/.test(last)))
      return findWithin([before, last, ...rest], context)
  }
  return undefined
}

const isIn = (town: Town, states: readonly State[]): boolean => states.some(({ code }) => code === town.state)

/** "Wrzeszcz, Gdańsk": a part of a town that is named after it. */
function ofLater([first, ...rest]: readonly string[], context: InCountry): PlaceResult | undefined {
  return first === undefined || first.length < 3 ? undefined : findWithin([first, ...rest], context)
}
