import { countryName } from './countries.ts'
import { sameTime, withoutSameTime } from './offsets.ts'
import type { Place, PlaceResult } from './place.ts'
import { countryOfZone, type ZoneContext, zonesOfCountry } from './zone-names.ts'

/**
 * What was found, held to the country that was stated: a place outside it is asked about however it was given,
 * chosen from a list and by its IANA name too, beside the times that are kept in the country. Choices outside say
 * whose they are. A time alone that is kept in the country as well is one of the country's.
 */
export function heldToCountry(found: PlaceResult, context: ZoneContext): PlaceResult {
  const { country, now } = context
  const own = country === undefined ? [] : zonesOfCountry(country)
  if (own.length === 0) return found
  if (found.kind !== 'one')
    return { kind: found.kind, places: found.places.flatMap((place) => marked(place, own, context) ?? []) }
  const { zone, name } = found.place
  const alike = name === undefined ? own.find((one) => sameTime(one, zone, now)) : undefined
  if (alike !== undefined) return { kind: 'one', place: { zone: own.includes(zone) ? zone : alike } }
  const place = marked(found.place, own, context)
  if (place !== undefined && place.country === undefined) return { kind: 'one', place }
  const beside = withoutSameTime(own, now).map((zone) => ({ zone }))
  return place === undefined
    ? { kind: 'none', places: beside }
    : { kind: 'several', places: [place, ...beside] }
}

/**
 * The place, with the country that it is in where that is another one; undefined where it is in none. Its name goes
 * without the country's, which is said beside it.
 */
function marked(place: Place, own: readonly string[], { country, locale }: ZoneContext): Place | undefined {
  const { zone, name } = place
  const home = own.includes(zone)
  const of = home ? country : countryOfZone(zone)
  if (of === undefined) return undefined
  const tail = `, ${countryName(of, locale)}`
  const bare = name?.endsWith(tail) ? name.slice(0, -tail.length) : name
  return { zone, ...(bare !== undefined && { name: bare }), ...(!home && { country: of }) }
}
