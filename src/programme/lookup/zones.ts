import { countryName, findCountry } from './countries.ts'
import {
  boundedLimit,
  type Choice,
  type LookupResult,
  resultOf,
  shortLabel,
  USUAL_CHOICES,
} from './lookup.ts'
import { offsetLabel, offsetMinutes, withoutSameTime } from './offsets.ts'
import { allowedSlips, editDistance, fold, prefixRank } from './text.ts'
import { FIRST_ZONES, ZONE_ABBREVIATIONS, ZONE_CITIES } from './zone-cities.ts'
import { COUNTRY_ZONES, ZONE_LINKS } from './zone-table.ts'

/** What is known besides the text. */
export interface ZoneContext {
  /** Milliseconds since 1970: which offsets hold, and how the labels read. */
  now: number
  /** ISO 3166-1 alpha-2: decides between places of the same name, and is listed first. */
  country?: string | undefined
  /** BCP 47: the language of country names. */
  locale?: string | undefined
}

interface Zones {
  /** Folded city → zones that it may be in. */
  cities: ReadonlyMap<string, string[]>
  /** City as it is written, and its zone; for lists. */
  places: readonly { city: string; zone: string }[]
  /** Full IANA name, current or former, lower case → the zone. */
  names: ReadonlyMap<string, string>
  countryOf: ReadonlyMap<string, string>
  abbreviations: ReadonlyMap<string, string[]>
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

/** The current IANA name for any name of a zone that exists ("Asia/Calcutta" → "Asia/Kolkata"), in any case. */
export function canonicalZone(name: string): string | undefined {
  const written = name.trim().replace(/\s+/g, '_')
  const known = zones().names.get(written.toLowerCase())
  if (known !== undefined) return known
  // A zone that is newer than our table. Fixed offsets ("Etc/GMT+3") are no place where a person lives.
  if (!/^[a-z]+\/[a-z_/+-]+$/i.test(written) || /^(etc|us|canada|brazil|chile|mexico)\//i.test(written))
    return undefined
  try {
    return new Intl.DateTimeFormat('en', { timeZone: written }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}

/**
 * The time zone that a person means: an IANA name, a city, a country, "UTC+5:30", "CET".
 *
 * Zones that keep the same time are one when a country or an offset was named ("Germany" is Europe/Berlin, though
 * tzdata has Büsingen too). A city outside the person's country is asked about, unless written in full as IANA
 * does. Values are current IANA names.
 */
export function findZone(text: string, context: ZoneContext): LookupResult {
  const trimmed = text.trim()
  if (fold(trimmed) === '') return { kind: 'none', suggestions: ofContext(context) }
  if (trimmed.includes('/')) {
    const named = canonicalZone(trimmed)
    if (named !== undefined) return { kind: 'one', value: named }
  }
  const minutes = offsetIn(trimmed)
  if (minutes !== undefined) return byOffset(minutes, context)
  const abbreviated = zones().abbreviations.get(fold(trimmed))
  if (abbreviated) return byTime(abbreviated, context)
  const placed = byPlace(trimmed, context)
  return resultOf(placed, () => near(trimmed, context))
}

/**
 * Zones for a list that follows the typing: by city, IANA name, country or offset, those of the person's country
 * first. Labels read "Auckland (UTC+13:00)", with the country where it is not the person's, and with the zone's
 * own city after another one ("Wellington / Auckland").
 */
export function suggestZones(prefix: string, context: ZoneContext, limit = USUAL_CHOICES): Choice[] {
  const most = boundedLimit(limit)
  const key = fold(prefix)
  if (key === '')
    return ofContext(context)
      .slice(0, most)
      .map((zone) => choice(zone, undefined, context))
  const ranked = new Map<string, { rank: number; city: string | undefined }>()
  const note = (zone: string, rank: number, city?: string): void => {
    const abroad = zones().countryOf.get(zone) === context.country ? 0 : 10
    if (rank + abroad < (ranked.get(zone)?.rank ?? Number.POSITIVE_INFINITY)) {
      ranked.set(zone, { rank: rank + abroad, city })
    }
  }
  for (const { city, zone } of zones().places) {
    const rank = prefixRank(city, key)
    if (rank !== undefined) note(zone, rank, city)
  }
  for (const [name, zone] of zones().names) if (fold(name).startsWith(key)) note(zone, 3)
  const found = findZone(prefix, context)
  const values = found.kind === 'one' ? [found.value] : found.kind === 'several' ? found.values : []
  for (const zone of values) note(zone, 1)
  if (ranked.size === 0 && found.kind === 'none') for (const zone of found.suggestions) note(zone, 5)
  return [...ranked]
    .sort((a, b) => a[1].rank - b[1].rank)
    .slice(0, most)
    .map(([zone, { city }]) => choice(zone, city, context))
}

/** The city of a zone as people write it: "America/Argentina/Rio_Gallegos" → "Rio Gallegos". */
export function zoneCity(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replace(/_/g, ' ')
}

function choice(zone: string, city: string | undefined, context: ZoneContext): Choice {
  const own = zoneCity(zone)
  const place = city === undefined || fold(city) === fold(own) ? own : `${city} / ${own}`
  const country = zones().countryOf.get(zone)
  const abroad = country !== undefined && country !== context.country
  const name = abroad ? countryName(country, context.locale) : undefined
  const where = name !== undefined && fold(name) !== fold(own) ? `${place}, ${name}` : place
  return { value: zone, label: shortLabel(`${where} (${offsetLabel(zone, context.now)})`) }
}

function ofContext({ country, now }: ZoneContext): string[] {
  const own = country === undefined ? [] : zonesOfCountry(country)
  if (own.length === 0) return FIRST_ZONES.split(' ')
  const different = withoutSameTime(own, now)
  return [...different, ...own.filter((zone) => !different.includes(zone))]
}

/** Cities and countries of this name; "Hamilton, New Zealand" is a city with its country. */
function byPlace(text: string, context: ZoneContext): string[] {
  const [first = '', ...rest] = text.split(/[,(]/)
  if (rest.length > 0) {
    const said = findCountry(rest.join(' ').replace(/\)/g, ' '), context.locale)
    if (said.kind === 'one') {
      const own = zonesOfCountry(said.value)
      const cities = zones().cities.get(fold(first)) ?? []
      const there = cities.filter((zone) => own.includes(zone))
      // "Atlanta, Georgia": the last word may name a state, so what does not agree is asked about.
      return there.length > 0 ? there : [...cities, ...withoutSameTime(own, context.now)]
    }
  }
  const cities = zones().cities.get(fold(text)) ?? []
  const country = findCountry(text, context.locale)
  const countries =
    country.kind === 'one' ? [country.value] : country.kind === 'several' ? country.values : []
  const ofCountries = countries.flatMap((code) => withoutSameTime(zonesOfCountry(code), context.now))
  const all = [...new Set([...cities, ...ofCountries])]
  if (all.length === 0) return all
  if (context.country === undefined) {
    // London in Ontario has to say so, since the zone itself is called after the other one.
    const ownName = cities.filter((zone) => fold(zoneCity(zone)) === fold(text))
    return ownName.length === 1 && ofCountries.length === 0 ? ownName : all
  }
  const own = zonesOfCountry(context.country)
  const here = all.filter((zone) => own.includes(zone))
  if (here.length > 0) return here
  // Said abroad: true for somebody who lives across a border, or another place of the same name. Ask.
  return [...all, ...withoutSameTime(own, context.now)]
}

/** Zones that use this abbreviation: the country's, or all of them to choose from. */
function byTime(named: readonly string[], context: ZoneContext): LookupResult {
  const own = context.country === undefined ? [] : zonesOfCountry(context.country)
  const here = named.filter((zone) => own.includes(zone))
  const fitting = here.length > 0 ? withoutSameTime(here, context.now) : named
  return resultOf(fitting.slice(0, USUAL_CHOICES), () => [])
}

/** Zones with this offset now; the country's alone if it has any, else the best known of each time first. */
function byOffset(minutes: number, context: ZoneContext): LookupResult {
  const has = (zone: string): boolean => offsetMinutes(zone, context.now) === minutes
  const own = context.country === undefined ? [] : zonesOfCountry(context.country)
  const here = withoutSameTime(own.filter(has), context.now)
  if (here.length > 0) return resultOf(here, () => [])
  const known = FIRST_ZONES.split(' ').filter(has)
  const mains = [...COUNTRY_ZONES.keys()]
    .filter((country) => country !== 'AQ')
    .flatMap((country) => zonesOfCountry(country).filter(has).slice(0, 1))
  const all = [...new Set([...known, ...mains])].slice(0, USUAL_CHOICES)
  return resultOf(all, () => ofContext(context))
}

/** "UTC+5:30", "GMT-3", "+0200", "UTC" → minutes; IANA's "Etc/GMT+5" counts the other way. */
function offsetIn(text: string): number | undefined {
  const plain = /^(?:etc\/)?(?:utc|gmt|uct|zulu|z|greenwich|universal)$/i
  if (plain.test(text)) return 0
  const [, inverted, sign, hours, rest = '0'] =
    /^(etc\/gmt)?(?:\(?(?:utc|gmt))?\s*([+\-−–±])\s*(\d{1,2})(?:[:.h]?([0-5]\d))?\)?$/i.exec(text) ?? []
  if (sign === undefined || hours === undefined) return undefined
  const minutes = Number(hours) * 60 + Number(rest)
  if (minutes > 14 * 60) return undefined
  const west = (sign !== '+' && sign !== '±') !== (inverted !== undefined)
  return west ? -minutes || 0 : minutes
}

function near(text: string, { country, locale }: ZoneContext): string[] {
  const key = fold(text)
  const slips = allowedSlips(key.length)
  const found = new Map<string, number>()
  const note = (zone: string, rank: number): void => {
    if (rank < (found.get(zone) ?? Number.POSITIVE_INFINITY)) found.set(zone, rank)
  }
  for (const [city, inZones] of zones().cities) {
    const distance =
      key.length >= 3 && city.startsWith(key) ? 0 : slips > 0 ? editDistance(key, city, slips) : 3
    if (distance <= slips) for (const zone of inZones) note(zone, distance)
  }
  const like = findCountry(text, locale)
  for (const code of like.kind === 'none' ? like.suggestions : []) {
    for (const zone of zonesOfCountry(code).slice(0, 3)) note(zone, 2)
  }
  const here = (zone: string): number => (zones().countryOf.get(zone) === country ? 0 : 1)
  return [...found]
    .sort((a, b) => here(a[0]) - here(b[0]) || a[1] - b[1])
    .map(([zone]) => zone)
    .slice(0, 10)
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
  const places: { city: string; zone: string }[] = []
  const noteCity = (city: string, zone: string, listed: boolean): void => {
    const key = fold(city)
    const known = cities.get(key)
    if (!known) cities.set(key, [zone])
    else if (!known.includes(zone)) known.push(zone)
    if (listed) places.push({ city, zone })
  }
  for (const zone of countryOf.keys()) {
    names.set(zone.toLowerCase(), zone)
    noteCity(zoneCity(zone), zone, true)
    for (const link of ZONE_LINKS.get(zone) ?? []) {
      names.set(link.toLowerCase(), zone)
      if (/^(Africa|America|Asia|Atlantic|Australia|Europe|Pacific)\//.test(link))
        noteCity(zoneCity(link), zone, false)
    }
    for (const city of ZONE_CITIES[zone]?.split('|') ?? []) noteCity(city, zone, true)
  }
  const abbreviations = new Map<string, string[]>()
  for (const [spelled, named] of Object.entries(ZONE_ABBREVIATIONS)) {
    const usable = named.split(' ').filter((zone) => countryOf.has(zone))
    for (const abbreviation of spelled.split('|')) abbreviations.set(fold(abbreviation), usable)
  }
  return { cities, places, names, countryOf, abbreviations }
}
