import { countryNamed } from './countries.ts'
import { statesAnywhere, statesNamed, type Town, townsNamed } from './gazetteer.ts'
import { withoutSameTime } from './offsets.ts'
import { type PlaceResult, placesFound } from './place.ts'
import { asPlaces, townsAsPlaces, zonesFound, zonesOfState, zonesOfTown } from './places.ts'
import { countryOfZone, type ZoneContext, zonesCalled, zonesOfCountry } from './zone-names.ts'

/** So many times as many people think of a town whose name alone means it, where no country is known. */
const FAR_BETTER_KNOWN = 20
/** What fewer people than one in so many mean is not offered. */
const HARDLY_MEANT = 100

/** What the parts of an address mean, of somebody who has not said in which country they live. */
export function findAnywhere(parts: readonly string[], context: ZoneContext): PlaceResult | undefined {
  const [first = '', ...rest] = parts
  const towns = townsNamed(first)
  const there = towns.filter((town) => rest.some((part) => liesIn(town, part)))
  // "IN" after a town is Indiana to some and India to others.
  const sure = there.some((town) => rest.some((part) => part.length > 2 || isInState(town, part)))
  if (there.length > 0) return sure ? ofTowns(there, context) : asked(towns, context)
  if (rest.length > 0) return towns.length > 0 ? ofTowns(towns, context) : undefined
  const country = countryNamed(first)
  const called = zonesCalled(first)
  const states = statesAnywhere(first)
  const areas = [
    ...(country === undefined ? [] : zonesOfCountry(country)),
    ...(towns.length === 0 || country !== undefined ? states.flatMap(zonesOfState) : []),
  ]
  if (areas.length > 0)
    return zonesFound([...called, ...areas, ...meant(towns).flatMap(zonesOfTown)], context)
  if (towns.length > 0) return ofTowns(towns, context)
  return called.length > 0 ? placesFound(asPlaces(withoutSameTime(called, context.now))) : undefined
}

/** Whether a town lies in what somebody wrote after its name; letters count where they are its state's or country's. */
export function liesIn(town: Town, part: string): boolean {
  if (part.toUpperCase() === town.country || countryNamed(part) === town.country) return true
  return isInState(town, part)
}

const isInState = (town: Town, part: string): boolean =>
  statesNamed(part, town.country).some(({ code }) => code === town.state)

function ofTowns(towns: readonly Town[], context: ZoneContext): PlaceResult | undefined {
  const [best, ...others] = meant(towns)
  if (best === undefined) return undefined
  const zones = zonesOfTown(best)
  const elsewhere = others.filter(
    (town) => withoutSameTime([...zones, ...zonesOfTown(town)], context.now).length > 1,
  )
  const known = elsewhere.every((town) => town.weight * FAR_BETTER_KNOWN <= best.weight)
  // "Washington" is a town and a state: whoever is in the state may well say no more.
  const states = statesNamed(best.name, best.country).flatMap(zonesOfState)
  if (known && withoutSameTime([...zones, ...states], context.now).length === 1)
    return placesFound(asPlaces(zones.slice(0, 1)))
  const places = townsAsPlaces([best, ...others], context)
  const further = withoutSameTime([...places.map(({ zone }) => zone), ...states], context.now)
  return placesFound([
    ...places,
    ...asPlaces(further.filter((zone) => states.includes(zone) && countryOfZone(zone) !== undefined)),
  ])
}

function asked(towns: readonly Town[], context: ZoneContext): PlaceResult {
  return { kind: 'several', places: townsAsPlaces(meant(towns), context) }
}

/** The towns that somebody can mean, best known first. */
function meant(towns: readonly Town[]): Town[] {
  return towns.filter((town) => town.weight * HARDLY_MEANT >= (towns[0]?.weight ?? 0))
}
