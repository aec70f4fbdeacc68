import { knowsZone } from '../calendar/zone.ts'
import { countryName } from './countries.ts'
import { findPlace } from './find-place.ts'
import { type Shelf, stateOf, type Town, townsBeginning, townsNamed } from './gazetteer.ts'
import { boundedLimit, type Choice, shortLabel, USUAL_CHOICES } from './lookup.ts'
import { offsetLabel } from './offsets.ts'
import { type Place, placeValue } from './place.ts'
import { zonesOfTown } from './places.ts'
import { fold, prefixRank } from './text.ts'
import { allZones, countryOfZone, offeredZones, type ZoneContext, zoneCity, zoneNames } from './zone-names.ts'

/** So many names that begin alike are looked at, so that it takes no longer than a few milliseconds. */
const MOST_READ = 2_000

/**
 * Places for a list that follows the typing: towns, zones by IANA name, country or offset, those of the person's
 * country first. Labels read "Auckland (UTC+13:00)", with the country where it is not the person's, and with the
 * zone's own city after another one ("Wellington / Auckland"). A value is read back as exactly that place.
 */
export function suggestPlaces(prefix: string, context: ZoneContext, limit = USUAL_CHOICES): Choice[] {
  const most = boundedLimit(limit)
  const key = fold(prefix)
  if (key === '')
    return offeredZones(context)
      .slice(0, most)
      .map((zone) => choice({ zone }, context))
  const ranked = new Map<string, { readonly place: Place; readonly rank: number }>()
  const note = (place: Place, rank: number): void => {
    const far = countryOfZone(place.zone) === context.country ? 0 : 10
    const value = placeValue(place)
    if (rank + far < (ranked.get(value)?.rank ?? Number.POSITIVE_INFINITY)) {
      ranked.set(value, { place, rank: rank + far })
    }
  }
  noteFound(prefix, context, note)
  noteTowns(prefix, context, note)
  noteZones(key, note)
  return [...ranked.values()]
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ place }) => choice(place, context))
}

/** A place as somebody reads it who knows in which country it is, unless it is in another. */
export function placeChoice(place: Place, { now, locale }: Omit<ZoneContext, 'country'>): Choice {
  return choice(place, { now, locale, country: place.country === undefined ? countryOfZone(place.zone) : '' })
}

/** A place as it stands in a list. */
function choice(place: Place, context: ZoneContext): Choice {
  const { zone, name } = place
  const own = zoneCity(zone)
  const town = name === undefined || fold(name) === fold(own) ? own : `${name} / ${own}`
  const country = countryOfZone(zone)
  const abroad =
    country !== undefined && country !== context.country ? countryName(country, context.locale) : ''
  const where = abroad === '' || fold(town).endsWith(fold(abroad)) ? town : `${town}, ${abroad}`
  const label = knowsZone(zone) ? `${where} (${offsetLabel(zone, context.now)})` : where
  return { value: placeValue(place), label: shortLabel(label) }
}

type Note = (place: Place, rank: number) => void

/** What the text means as it stands; a name of which no town is known comes last, since more letters may follow. */
function noteFound(prefix: string, context: ZoneContext, note: Note): void {
  const found = findPlace(prefix, context)
  const places = found.kind === 'one' ? [found.place] : found.places
  const bare = found.kind === 'one' && found.place.name !== undefined && !/[,;/|(]/.test(prefix)
  const rank = { one: bare ? 8 : 0, several: 1, none: 6 }[found.kind]
  if (!bare || townsNamed(prefix, context.country).length === 0) for (const place of places) note(place, rank)
}

/** Rank 1 for those that are called so, 2 for those whose names begin so; each by one of its names. */
function noteTowns(prefix: string, context: ZoneContext, note: Note): void {
  const key = fold(prefix)
  const { country } = context
  // Few letters, by which too many begin, find cities alone; in other scripts than ours two are a name.
  const few = /^[a-z]{1,2}$/.test(key)
  const shelves = few ? ['cities'] : [...(country === undefined ? [] : [country]), 'known']
  const towns = shelves.flatMap((shelf) => read(key, shelf)).sort((a, b) => b.weight - a.weight)
  const shown = new Map<string, Town & { key: string }>()
  // Of a town's names the usual one, unless another was typed with its accents or in its script.
  const typed = /[^\p{ASCII}]/u.test(prefix) ? prefix.trim().toLowerCase() : ''
  for (const town of towns) {
    const before = shown.get(town.id)
    const closer = (one: Town) => typed !== '' && one.name.toLowerCase().startsWith(typed)
    if (before === undefined || (closer(town) && !closer(before))) shown.set(town.id, town)
  }
  for (const town of shown.values()) {
    const [zone] = zonesOfTown(town)
    if (zone !== undefined) note({ zone, name: nameOf(town, towns) }, town.key === key ? 1 : 2)
  }
}

/** With its state where another town of the list has its name. */
function nameOf(town: Town, towns: readonly Town[]): string {
  const same = towns.some(({ id, name, country }) => {
    return id !== town.id && name === town.name && country === town.country
  })
  const state = same ? stateOf(town.country, town.state)?.name : undefined
  return state === undefined || state === town.name ? town.name : `${town.name}, ${state}`
}

function read(key: string, shelf: Shelf): (Town & { key: string })[] {
  const towns: (Town & { key: string })[] = []
  for (const town of townsBeginning(key, shelf)) {
    towns.push(town)
    if (towns.length >= MOST_READ) break
  }
  return towns.sort((a, b) => b.weight - a.weight).slice(0, USUAL_CHOICES * 4)
}

function noteZones(key: string, note: Note): void {
  for (const zone of allZones()) {
    const rank = prefixRank(zoneCity(zone), key)
    if (rank !== undefined) note({ zone, name: zoneCity(zone) }, rank === 0 ? 1 : 3)
  }
  for (const [name, zone] of zoneNames()) if (fold(name).startsWith(key)) note({ zone }, 4)
}
