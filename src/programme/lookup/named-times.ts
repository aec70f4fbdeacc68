import { type NamedTime, timesNamed } from './gazetteer.ts'
import { USUAL_CHOICES } from './lookup.ts'
import { offsetMinutes, sameTime, withoutSameTime } from './offsets.ts'
import { type PlaceResult, placesFound } from './place.ts'
import { fold } from './text.ts'
import { FIRST_ZONES } from './zone-cities.ts'
import { offeredZones, type ZoneContext, zoneOrOffset, zonesOfCountry } from './zone-names.ts'
import { COUNTRY_ZONES } from './zone-table.ts'

/** What people say for times and the libraries do not have: a name that they have, or the zone itself. */
const SAID_FOR: Readonly<Record<string, string>> = {
  MEZ: 'CET',
  MESZ: 'CEST',
  MET: 'CET',
  'Mitteleuropäische Zeit': 'CET',
  'Heure d’Europe centrale': 'CET',
  Eastern: 'ET',
  Central: 'CT',
  Mountain: 'MT',
  Pacific: 'PT',
  'US Eastern': 'ET',
  'US Central': 'CT',
  'US Mountain': 'MT',
  'US Pacific': 'PT',
  'UK time': 'Europe/London',
  'British time': 'Europe/London',
  'Beijing time': 'China Time',
  'Hawaii Time': 'Pacific/Honolulu',
  PHT: 'Philippine Time',
  'GMT time': 'Greenwich Mean Time',
}

/**
 * The zone of a time that is called by a name, an abbreviation or an offset: "Eastern Time (ET)", "CEST",
 * "UTC+5:30", "(UTC-05:00) Eastern Time (US & Canada)". Undefined where the text is none.
 *
 * Zones that keep the same time are one. Whoever said where they live gets a zone from there, or is asked.
 */
export function findTime(text: string, context: ZoneContext): PlaceResult | undefined {
  const whole = text.trim()
  // Whoever lives nowhere in particular may mean UTC itself: a programme can be reckoned by it.
  if (context.country === undefined && /^(?:etc\/)?(?:utc|coordinated universal time|zulu)$/i.test(whole))
    return { kind: 'one', place: { zone: 'UTC' } }
  for (const spelling of spellingsOf(whole)) {
    const minutes = offsetIn(spelling)
    if (minutes !== undefined) return byOffset(minutes, context)
    const readings = readingsOf(spelling).filter(({ use }) => use !== 'rare')
    if (readings.length > 0) return byName(readings, context)
  }
  return undefined
}

/** As `findTime`, by names that only calendars use: for what is no place either. */
export function findRareTime(text: string, context: ZoneContext): PlaceResult | undefined {
  const readings = readingsOf(text.trim())
  return readings.length > 0 ? byName(readings, context) : undefined
}

/** Minutes ahead of UTC that a label gives before its words, by Windows' way of writing them, and those words. */
export function labelIn(text: string): { readonly minutes: number; readonly words: string } | undefined {
  const [, offset, words] = /^\(?((?:UTC|GMT)(?:\s*[+\-−–]\d{1,2}:?\d{0,2})?)\)\s*(.+)$/is.exec(text) ?? []
  if (offset === undefined || words === undefined) return undefined
  const minutes = offsetIn(offset)
  return minutes === undefined ? undefined : { minutes, words }
}

/** "UTC+5:30", "GMT-3", "+0200", "UTC" → minutes; IANA's "Etc/GMT+5" counts the other way. */
export function offsetIn(text: string): number | undefined {
  const plain = /^(?:etc\/)?(?:utc|gmt|uct|zulu|z|greenwich|universal|coordinated universal time)$/i
  if (plain.test(text)) return 0
  const [, inverted, sign, hours, rest = '0'] =
    /^(etc\/gmt)?(?:\(?(?:utc|gmt))?\s*([+\-−–±])\s*(\d{1,2})(?:[:.h]?([0-5]\d))?\)?$/i.exec(text) ?? []
  if (sign === undefined || hours === undefined) return undefined
  const minutes = Number(hours) * 60 + Number(rest)
  if (minutes > 14 * 60) return undefined
  const west = (sign !== '+' && sign !== '±') !== (inverted !== undefined)
  return west ? -minutes || 0 : minutes
}

/** The text, and what is left of it without the words and brackets that people put around a time's name. */
function spellingsOf(text: string): string[] {
  const whole = text.replace(/^\(GMT/i, '(UTC')
  const [, time] = /^(.*\btime)\s*[,(\-–].*$/i.exec(whole) ?? []
  const bare = whole.replace(/\b(?:time\s*)?zone\b/gi, ' ').trim()
  const [first = '', ...others] = whole.split('/')
  const both = others.length > 0 && others.every((other) => readingsOf(other).length > 0)
  return [whole, time ?? '', bare, both ? first : ''].filter((spelling) => spelling !== '')
}

function readingsOf(name: string): NamedTime[] {
  const key = fold(name)
  const said = Object.entries(SAID_FOR).find(([spelling]) => fold(spelling) === key)?.[1]
  if (said?.includes('/')) return [{ use: 'sure', zones: [said] }]
  return timesNamed(said ?? name)
    .map(({ use, zones }) => ({
      use,
      zones: [...new Set(zones.flatMap((zone) => zoneOrOffset(zone) ?? []))],
    }))
    .filter(({ zones }) => zones.length > 0)
}

function byName(readings: readonly NamedTime[], { country, now }: ZoneContext): PlaceResult | undefined {
  const [first] = readings
  if (first === undefined) return undefined
  const own = country === undefined ? [] : zonesOfCountry(country)
  const mainOnly = first.use === 'sure' || first.use === 'general'
  if (own.length === 0) return several(mainOnly ? first.zones.slice(0, 1) : first.zones, now)
  for (const { use, zones } of readings) {
    const [main] = zones
    const same = main === undefined ? undefined : own.find((zone) => sameTime(zone, main, now))
    if (use === 'sure' && same !== undefined) return placesFound([{ zone: same }])
    const here = zones.filter((zone) => own.includes(zone))
    if (here.length > 0) return several(here, now)
    if (same !== undefined) return placesFound([{ zone: same }])
  }
  return several([...withoutSameTime(first.zones, now).slice(0, 4), ...own], now)
}

function several(zones: readonly string[], now: number): PlaceResult | undefined {
  return placesFound(
    withoutSameTime(zones, now)
      .slice(0, USUAL_CHOICES)
      .map((zone) => ({ zone })),
  )
}

/** Zones with this offset now; the country's alone if it has any, else the best known of each time first. */
function byOffset(minutes: number, context: ZoneContext): PlaceResult {
  const has = (zone: string): boolean => offsetMinutes(zone, context.now) === minutes
  const own = context.country === undefined ? [] : zonesOfCountry(context.country)
  const here = withoutSameTime(own.filter(has), context.now)
  const known = FIRST_ZONES.split(' ').filter(has)
  const mains = [...COUNTRY_ZONES.keys()]
    .filter((country) => country !== 'AQ')
    .flatMap((country) => zonesOfCountry(country).filter(has).slice(0, 1))
  const anywhere = [...new Set([...known, ...mains])].slice(0, USUAL_CHOICES - 5)
  const places = (zones: readonly string[]) => zones.map((zone) => ({ zone }))
  const found = placesFound(places(here.length > 0 || own.length > 0 ? here : anywhere))
  if (found !== undefined) return found
  // No clock in their country shows this, so one of the two is not what was meant.
  const offered = withoutSameTime(offeredZones(context), context.now)
  return { kind: 'none', places: places([...offered, ...anywhere].slice(0, USUAL_CHOICES)) }
}
