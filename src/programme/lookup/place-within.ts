import { countryNamed } from './countries.ts'
import { type State, statesNamed, type Town, townsNamed } from './gazetteer.ts'
import { sameTime, withoutSameTime } from './offsets.ts'
import { type Place, type PlaceResult, placesFound } from './place.ts'
import { asPlaces, NAMES_ARE_SHARED, townsAsPlaces, zonesFound, zonesOfState, zonesOfTown } from './places.ts'
import { type ZoneContext, zonesCalled, zonesOfCountry } from './zone-names.ts'

/** So many times as many people live in a town whose name alone means it, and so many at least. */
export const FAR_LARGER = 100
const LARGE = 100_000
/** Of a city after which a zone is called, fewer think of another one. */
const FAR_BETTER_KNOWN = 20
/** And where names are shared, so many, or no zone would be called after it. */
const VERY_LARGE = 400_000

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
      ? oneOrAsked(townsAsPlaces(there, context), context)
      : zonesFound(states.flatMap(zonesOfState), context, parts.join(', '))
  }
  if (/\s[A-Z]{2,3}$/.test(first)) {
    const worded = ofWords(first, rest, context)
    if (worded !== undefined) return worded
  }
  // Beside other words two letters alone are no state.
  const areas = rest.length === 0 || first.length > 2 ? statesNamed(first, country).flatMap(zonesOfState) : []
  const called = zonesCalled(first).filter((zone) => zonesOfCountry(country).includes(zone))
  if (towns.length + areas.length + called.length > 0) return ofName({ towns, areas, called }, context)
  return ofWords(first, rest, context) ?? ofLater(rest, context)
}

/** What a name alone may stand for in a country. */
interface Meanings {
  readonly towns: readonly Town[]
  /** The zones of states of this name. */
  readonly areas: readonly string[]
  /** The zones that are called after it. */
  readonly called: readonly string[]
}

function ofName({ towns, areas, called }: Meanings, context: InCountry): PlaceResult | undefined {
  const { country, now } = context
  const further = [...areas, ...called]
  const [time, another] = withoutSameTime([...towns.flatMap(zonesOfTown), ...further], now)
  const shared = NAMES_ARE_SHARED.has(country)
  const clear = !shared || further.length > 0 || towns.some(({ weight }) => weight >= VERY_LARGE)
  const least = shared && called.length === 0 ? VERY_LARGE : LARGE
  const times = shared || called.length === 0 ? FAR_LARGER : FAR_BETTER_KNOWN
  const largest = another === undefined ? undefined : farLarger(towns, least, times, now)
  const city = areas.every((zone) => largest !== undefined && sameTime(zone, largest, now))
    ? largest
    : undefined
  const meant = another === undefined && clear ? time : city
  if (meant !== undefined) return placesFound(asPlaces([meant]))
  const places = townsAsPlaces(towns, context)
  const offered = another === undefined ? zonesOfCountry(country) : further
  const seen = places.map(({ zone }) => zone)
  const unseen = withoutSameTime([...seen, ...offered], now).filter((zone) => !seen.includes(zone))
  return placesFound([...places, ...asPlaces(unseen)])
}

/** Places of which it makes no difference which one it is, or all of them to choose from. */
function oneOrAsked(places: readonly Place[], { now }: InCountry): PlaceResult | undefined {
  const [zone, another] = withoutSameTime(
    places.map((place) => place.zone),
    now,
  )
  return zone !== undefined && another === undefined ? placesFound(asPlaces([zone])) : placesFound(places)
}

/** The zone of a city of so many people at least, and so many times as many as all others of its name. */
function farLarger(towns: readonly Town[], least: number, times: number, now: number): string | undefined {
  const [largest, ...others] = towns
  if (largest === undefined || largest.weight < least) return undefined
  const [zone, another] = withoutSameTime(zonesOfTown(largest), now)
  if (zone === undefined || another !== undefined) return undefined
  const elsewhere = others.filter((town) => withoutSameTime([zone, ...zonesOfTown(town)], now).length > 1)
  return elsewhere.every((town) => town.weight * times <= largest.weight) ? zone : undefined
}

/** "Little Rock Arkansas", "Perth WA": a town whose state or country follows without a comma. */
function ofWords(first: string, rest: readonly string[], context: InCountry): PlaceResult | undefined {
  const words = first.split(/\s+/)
  for (let count = 1; count <= 3 && count < words.length; count++) {
    const last = words.slice(-count).join(' ')
    const before = words.slice(0, -count).join(' ')
    if (countryNamed(last) === context.country) return findWithin([before, ...rest], context)
    const states = statesNamed(last, context.country)
    // Of a village that we do not know the last word may be part of its name: "North Washington" is in Pennsylvania.
    const known = townsNamed(before, context.country).some((town) => isIn(town, states))
    if (states.length > 0 && (known || /^[A-Z]+$/.test(last)))
      return findWithin([before, last, ...rest], context)
  }
  return undefined
}

const isIn = (town: Town, states: readonly State[]): boolean => states.some(({ code }) => code === town.state)

/** "Wrzeszcz, Gdańsk": a part of a town that is named after it. */
function ofLater([first, ...rest]: readonly string[], context: InCountry): PlaceResult | undefined {
  return first === undefined || first.length < 3 ? undefined : findWithin([first, ...rest], context)
}
