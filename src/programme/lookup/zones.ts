import { findPlace } from './find-place.ts'
import type { LookupResult } from './lookup.ts'
import type { ZoneContext } from './zone-names.ts'

/** The time zone that a person means, by the rules of `findPlace`. Values are current IANA names. */
export function findZone(text: string, context: ZoneContext): LookupResult {
  const found = findPlace(text, context)
  if (found.kind === 'one') return { kind: 'one', value: found.place.zone }
  const zones = [...new Set(found.places.map(({ zone }) => zone))]
  return found.kind === 'several' ? { kind: 'several', values: zones } : { kind: 'none', suggestions: zones }
}

export { type Place, placeOfValue } from './place.ts'
export { placeChoice, suggestPlaces as suggestZones } from './suggest-places.ts'
export {
  allZones,
  canonicalZone,
  onlyZone,
  type ZoneContext,
  zoneCity,
  zonesOfCountry,
} from './zone-names.ts'
