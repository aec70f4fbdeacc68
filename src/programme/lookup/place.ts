import { canonicalZone } from './zone-names.ts'

/** Where somebody lives: the zone by which times are computed, and what they call the place, if they named one. */
export interface Place {
  /** IANA. */
  readonly zone: string
  readonly name?: string
  /** ISO 3166-1 alpha-2, of a choice in another country than the one that was stated. */
  readonly country?: string
}

/** What a text says of where somebody lives; by the rule of `LookupResult`. */
export type PlaceResult =
  | { readonly kind: 'one'; readonly place: Place }
  | { readonly kind: 'several'; readonly places: readonly Place[] }
  | { readonly kind: 'none'; readonly places: readonly Place[] }

/**
 * A place in a form's value, which is read back as exactly this place: "Gdańsk (Europe/Warsaw)"; of a choice in another
 * country "Gdańsk (Europe/Warsaw, PL)".
 */
export function placeValue({ zone, name, country }: Place): string {
  const where = country === undefined ? zone : `${zone}, ${country}`
  if (name !== undefined) return `${name} (${where})`
  return country === undefined ? zone : `(${where})`
}

/** The place of such a value; also of any IANA name alone. */
export function placeOfValue(value: string): Place | undefined {
  const [, name, inBrackets, country] =
    /^(.+?)?\s*\(([^()]*\/[^()]*?)(?:, ([A-Z]{2}))?\)$/s.exec(value.trim()) ?? []
  if (inBrackets !== undefined && (name !== undefined || country !== undefined)) {
    const zone = canonicalZone(inBrackets)
    const named = name === undefined ? {} : { name }
    return zone === undefined ? undefined : { zone, ...named, ...(country !== undefined && { country }) }
  }
  const zone = value.includes('/') ? canonicalZone(value) : undefined
  return zone === undefined ? undefined : { zone }
}

/** The result for these places: each once. */
export function placesFound(places: readonly Place[]): PlaceResult | undefined {
  const different = [...new Map(places.map((place) => [placeValue(place), place])).values()]
  const [first] = different
  if (first === undefined) return undefined
  return different.length === 1 ? { kind: 'one', place: first } : { kind: 'several', places: different }
}
