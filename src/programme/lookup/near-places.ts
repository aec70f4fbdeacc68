import { findCountry } from './countries.ts'
import { type Shelf, type Town, townsBeginning } from './gazetteer.ts'
import type { Place } from './place.ts'
import { asPlaces, townsAsPlaces } from './places.ts'
import { allowedSlips, editDistance, fold } from './text.ts'
import { offeredZones, type ZoneContext, zonesOfCountry } from './zone-names.ts'

const MOST = 10
/** So many names that begin alike are compared at most: more would take longer than somebody may be kept waiting. */
const MOST_COMPARED = 4_000

/**
 * What a text that is no place we know may have been meant to be: towns whose names begin so or are a slip away, of
 * their country first; and the zones of their country, or of countries whose names are like it.
 */
export function nearPlaces(text: string, context: ZoneContext): Place[] {
  const { country, locale } = context
  const key = fold(text)
  const own = country === undefined ? [] : near(key, country)
  const known = own.length >= MOST ? [] : near(key, 'known')
  const towns = [...own, ...known.filter((town) => town.country !== country || own.length === 0)]
  const like = key.length < 3 || country !== undefined ? undefined : findCountry(text, locale)
  const countries = like?.kind === 'none' ? like.suggestions : []
  const further = countries.flatMap((code) => asPlaces(zonesOfCountry(code).slice(0, 3)))
  const offered = country === undefined ? [] : asPlaces(offeredZones(context))
  return [...townsAsPlaces(towns.slice(0, MOST), context), ...further, ...offered].slice(0, MOST * 2)
}

/** Towns whose names are a slip away or begin so, the nearest and largest first. */
function near(key: string, shelf: Shelf): Town[] {
  const slips = allowedSlips(key.length)
  if (key.length < 3) return []
  const found = new Map<string, { town: Town; distance: number }>()
  let compared = 0
  // The first letters are the last to be mistyped; to compare all names would take too long.
  for (const town of townsBeginning(key.slice(0, 3), shelf)) {
    if (++compared > MOST_COMPARED) break
    const begins = town.key.startsWith(key)
    const distance = begins ? 0 : slips === 0 ? 3 : editDistance(key, town.key, slips)
    if (distance <= slips && distance < (found.get(town.id)?.distance ?? 3))
      found.set(town.id, { town, distance })
  }
  return [...found.values()]
    .sort((a, b) => a.distance - b.distance || b.town.weight - a.town.weight)
    .map(({ town }) => town)
}
