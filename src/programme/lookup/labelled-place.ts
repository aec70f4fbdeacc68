import { countryNamed } from './countries.ts'
import { statesAnywhere, townsNamed } from './gazetteer.ts'
import { labelIn } from './named-times.ts'
import { offsetMinutes, sameTime } from './offsets.ts'
import { type PlaceResult, placesFound } from './place.ts'
import { asPlaces, partsOf, zonesFound, zonesOfState, zonesOfTown } from './places.ts'
import { type ZoneContext, zonesCalled, zonesOfCountry } from './zone-names.ts'

const HALF_YEAR = 182 * 86_400_000

/**
 * The zone of a calendar's label that lists places: "(UTC-05:00) Bogota, Lima, Quito". Each is one of its name whose
 * clocks have this offset in some part of the year. Undefined where the text is no such label.
 */
export function labelledPlace(text: string, context: ZoneContext): PlaceResult | undefined {
  const label = labelIn(text)
  if (label === undefined) return undefined
  const has = (zone: string): boolean =>
    [0, HALF_YEAR].some((later) => offsetMinutes(zone, context.now + later) === label.minutes)
  const zones = partsOf(label.words).map((part) => zonesNamed(part).filter(has))
  const first = zones.find((some) => some.length > 0)
  if (first === undefined) return undefined
  const { country, now } = context
  if (country === undefined) return placesFound(asPlaces(first.slice(0, 1)))
  const own = zonesOfCountry(country)
  const here = zones.flat().filter((zone) => own.includes(zone))
  if (here.length > 0) return zonesFound(here, context)
  const same = own.find((zone) => first[0] !== undefined && sameTime(zone, first[0], now))
  return same === undefined ? undefined : placesFound(asPlaces([same]))
}

/** The zones of whatever has this name, of the best known first. */
function zonesNamed(name: string): string[] {
  const plain = name.replace(/\bIs\.?$|\bIslands?$/i, '').trim()
  const towns = townsNamed(plain)
  const country = countryNamed(name) ?? countryNamed(plain)
  return [
    ...zonesCalled(plain),
    ...towns.flatMap(zonesOfTown),
    ...(country === undefined ? [] : zonesOfCountry(country)),
    ...statesAnywhere(plain).flatMap(zonesOfState),
  ]
}
