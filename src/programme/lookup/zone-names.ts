import { withoutSameTime } from './offsets.ts'
import { fold } from './text.ts'
import { ALSO_CALLED, FIRST_ZONES } from './zone-cities.ts'
import { COUNTRY_ZONES, ZONE_LINKS } from './zone-table.ts'

/** What is known besides the text. */
export interface ZoneContext {
  /** Milliseconds since 1970: which offsets hold, and how the labels read. */
  now: number
  /** ISO 3166-1 alpha-2: where they live; nothing outside it is taken without being asked about. */
  country?: string | undefined
  /** BCP 47: the language of country names. */
  locale?: string | undefined
}

interface Zones {
  /** Full IANA name, current or former, lower case → the zone. */
  readonly names: ReadonlyMap<string, string>
  readonly countryOf: ReadonlyMap<string, string>
  /** Folded name of the city after which a zone is called, now or formerly, and of some others → zones. */
  readonly cities: ReadonlyMap<string, readonly string[]>
}

let built: Zones | undefined

/** Every zone that we offer and this Node knows, by its current IANA name, about 420. */
export function allZones(): string[] {
  return [...zones().countryOf.keys()]
}

/** The zones of a country, the most used first; none for an unknown code. */
export function zonesOfCountry(country: string): string[] {
  const { countryOf } = zones()
  return (COUNTRY_ZONES.get(country.toUpperCase()) ?? []).filter((zone) => countryOf.has(zone))
}

/** The zone whose time all of a country keeps; undefined where it keeps several, or is none that we know. */
export function onlyZone(country: string, now: number): string | undefined {
  const [zone, another] = withoutSameTime(zonesOfCountry(country), now)
  return another === undefined ? zone : undefined
}

/** ISO 3166-1 alpha-2 of where a zone is, by its current name. */
export function countryOfZone(zone: string): string | undefined {
  return zones().countryOf.get(zone)
}

/** Full names of zones, current and former ones, in lower case, with the current name of each. */
export function zoneNames(): ReadonlyMap<string, string> {
  return zones().names
}

/** The zones that are called after this city, in current names. */
export function zonesCalled(city: string): readonly string[] {
  return zones().cities.get(fold(city)) ?? []
}

/** The current IANA name for any name of a zone that exists ("Asia/Calcutta" → "Asia/Kolkata"), in any case. */
export function canonicalZone(name: string): string | undefined {
  const written = name.trim().replace(/\s+/g, '_')
  const known = zones().names.get(written.toLowerCase())
  if (known !== undefined) return known
  // A zone that is newer than our table. Fixed offsets ("Etc/GMT+3") are no place where a person lives.
  if (!/^[a-z]+\/[a-z_/+-]+$/i.test(written) || /^(etc|us|canada|brazil|chile|mexico)\//i.test(written))
    return undefined
  return knownToIntl(written)
}

/** As `canonicalZone`, and offsets by their IANA names ("Etc/GMT+12"), which calendars use where nobody lives. */
export function zoneOrOffset(name: string): string | undefined {
  return canonicalZone(name) ?? (/^Etc\//.test(name) && knownToIntl(name) !== undefined ? name : undefined)
}

/** The city of a zone as people write it: "America/Argentina/Rio_Gallegos" → "Rio Gallegos". */
export function zoneCity(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replace(/_/g, ' ')
}

/**
 * What is offered to somebody who has typed nothing: the zones of their country, first one for each time that is
 * kept there; where no country is known, one for most offsets.
 */
export function offeredZones({ country, now }: ZoneContext): string[] {
  const own = country === undefined ? [] : zonesOfCountry(country)
  if (own.length === 0) return FIRST_ZONES.split(' ')
  const different = withoutSameTime(own, now)
  return [...different, ...own.filter((zone) => !different.includes(zone))]
}

function knownToIntl(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}

/** Built at the first question: what this Node's `Intl` knows of the tables. */
function zones(): Zones {
  built ??= buildZones()
  return built
}

function buildZones(): Zones {
  const supported = new Set(Intl.supportedValuesOf('timeZone'))
  const countryOf = new Map<string, string>()
  for (const [country, own] of COUNTRY_ZONES) {
    for (const zone of own) {
      const known = supported.has(zone) || (ZONE_LINKS.get(zone) ?? []).some((name) => supported.has(name))
      if (known && !countryOf.has(zone)) countryOf.set(zone, country)
    }
  }
  // These have none of their own in tzdata; the first to name a zone above must be the country that it is in.
  countryOf.set('Europe/Oslo', 'NO').set('Antarctica/Mawson', 'AQ').set('Europe/Belgrade', 'RS')
  const names = new Map<string, string>()
  const cities = new Map<string, string[]>()
  const noteCity = (city: string, zone: string): void => {
    const key = fold(city)
    const known = cities.get(key)
    if (!known) cities.set(key, [zone])
    else if (!known.includes(zone)) known.push(zone)
  }
  for (const zone of countryOf.keys()) {
    names.set(zone.toLowerCase(), zone)
    noteCity(zoneCity(zone), zone)
    for (const city of ALSO_CALLED[zone]?.split('|') ?? []) noteCity(city, zone)
    for (const link of ZONE_LINKS.get(zone) ?? []) {
      names.set(link.toLowerCase(), zone)
      if (/^(Africa|America|Asia|Atlantic|Australia|Europe|Pacific)\//.test(link))
        noteCity(zoneCity(link), zone)
    }
  }
  return { names, countryOf, cities }
}
