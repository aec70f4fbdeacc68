import { findCountry } from '../lookup/countries.ts'
import { findPlace } from '../lookup/find-place.ts'
import { heldToCountry } from '../lookup/held-to-country.ts'
import { type LanguagePart, languageParts, languageValue, nearLanguages } from '../lookup/languages.ts'
import { isNothing } from '../lookup/nothing.ts'
import { withoutSameTime } from '../lookup/offsets.ts'
import { type Place, placeOfValue, placeValue } from '../lookup/place.ts'
import { onlyZone, type ZoneContext, zoneCity, zonesOfCountry } from '../lookup/zones.ts'
import type { Filled, Reading } from './reading.ts'
import { BOUNDS } from './values.ts'

/** A select holds no more. */
const MOST_OPTIONS = 25
/** Nor does a choice of it hold a longer value, in UTF-16 units. */
const LONGEST_VALUE = 100

/** The country that was named, as ISO 3166-1 alpha-2. */
export function readCountry(reading: Reading, locale: string): string | undefined {
  const typed = reading.text('country')
  if (isNothing(typed)) {
    reading.problems.push({ field: 'country', code: 'required' })
    return undefined
  }
  const found = findCountry(typed, locale)
  if (found.kind === 'one') return found.value
  const several = found.kind === 'several'
  const options = (several ? found.values : found.suggestions).slice(0, MOST_OPTIONS)
  const code = several ? 'which-country' : 'unknown-country'
  reading.problems.push({ field: 'country', code, typed, source: 'country', options })
  return undefined
}

/** Where they live. A place left open follows from a country that keeps one time; else it is asked about. */
export function readPlace(reading: Reading, context: ZoneContext): Place | undefined {
  const typed = reading.text('zone')
  const { country, now } = context
  if (isNothing(typed)) {
    const only = country === undefined ? undefined : onlyZone(country, now)
    if (only !== undefined) return { zone: only }
    const options = country ? withoutSameTime(zonesOfCountry(country), now).slice(0, MOST_OPTIONS) : []
    reading.problems.push(
      country
        ? { field: 'zone', code: 'which-zone', typed: '', source: 'zone', options }
        : { field: 'zone', code: 'required' },
    )
    return undefined
  }
  const found = heldToCountry(findPlace(typed, context), context)
  if (found.kind === 'one') return found.place
  const options = [...new Set(found.places.map(optionOf))].slice(0, MOST_OPTIONS)
  const abroad = found.kind === 'several' && found.places[0]?.country !== undefined
  const code = abroad ? 'zone-abroad' : found.kind === 'several' ? 'which-zone' : 'unknown-zone'
  const problem = { field: 'zone', code, typed: calledIn(typed), source: 'zone', options } as const
  reading.problems.push(abroad && country !== undefined ? { ...problem, country } : problem)
  return undefined
}

/** What somebody calls a place of which they chose the form's value. */
function calledIn(typed: string): string {
  const place = placeOfValue(typed)
  return place === undefined ? typed : (place.name ?? zoneCity(place.zone))
}

/**
 * What was filled in, with the country of a place that was chosen although it is in another one: whoever says so when
 * asked lives there.
 */
export function withChosenCountry(values: Filled): Filled {
  const [value] = [values.zone ?? []].flat()
  const place = value === undefined ? undefined : placeOfValue(value)
  if (place?.country === undefined) return values
  const { country, ...own } = place
  return { ...values, country, zone: placeValue(own) }
}

/** A name that is too long to be chosen is left out, and the zone remains. */
function optionOf(place: Place): string {
  const value = placeValue(place)
  const { name: _name, ...nameless } = place
  return value.length <= LONGEST_VALUE ? value : placeValue(nameless)
}

/** The languages that were listed, as codes; one word at a time is asked about, and all others are kept. */
export function readLanguages(reading: Reading, locale: string): string[] | undefined {
  const parts = languageParts(reading.list('languages').join(', '), locale)
  const asked =
    parts.find(({ values }) => values.length > 1) ?? parts.find(({ values }) => values.length === 0)
  if (asked) {
    const unclear = asked.values.length > 1
    const meanings = unclear ? asked.values : nearLanguages(asked.text, locale)
    reading.problems.push({
      field: 'languages',
      code: unclear ? 'which-language' : 'unknown-language',
      typed: asked.text,
      source: 'language',
      options: meanings.slice(0, MOST_OPTIONS).map((code) => listWith(parts, asked, code)),
    })
    return undefined
  }
  const found = [...new Set(parts.flatMap(({ values }) => values))]
  if (found.length === 0) reading.problems.push({ field: 'languages', code: 'required' })
  else if (found.length > BOUNDS.languages.max)
    reading.problems.push({ field: 'languages', code: 'too-many', max: BOUNDS.languages.max })
  else return found
  return undefined
}

/** To choose replaces the whole field: so each choice carries the other words, what is not understood of them too. */
function listWith(parts: readonly LanguagePart[], asked: LanguagePart, code: string): string {
  const words = parts.map((part) => {
    if (part === asked) return languageValue(code)
    const [only, another] = part.values
    return only !== undefined && another === undefined ? languageValue(only) : part.text
  })
  const whole = [...new Set(words)].join(', ')
  const clear = parts.flatMap(({ values }) => (values.length === 1 ? values : [])).map(languageValue)
  return whole.length <= LONGEST_VALUE ? whole : [...new Set([...clear, languageValue(code)])].join(', ')
}
