import { countryOfZone } from '../lookup/zone-names.ts'
import { findZone } from '../lookup/zones.ts'

/**
 * What a platform says of somebody's zone, as an IANA zone of ours; undefined where it is none in which people live, as
 * UTC is.
 */
export function usableZone(zone: string | undefined, now: number): string | undefined {
  const found = zone === undefined ? undefined : findZone(zone, { now })
  return found?.kind === 'one' && countryOfZone(found.value) !== undefined ? found.value : undefined
}
