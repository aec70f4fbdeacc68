import { canonicalZone } from './zone-names.ts'

/** Where somebody lives: the zone by which times are computed, and what they call the place, if they named one. */
export interface Place {
  /** IANA. */
  readonly zone: string
  readonly name?: string
}

/** What a text says of where somebody lives; by the rule of `LookupResult`. */
export type PlaceResult =
  | { readonly kind: 'one'; readonly place: Place }
  | { readonly kind: 'several'; readonly places: readonly Place[] }
  | { readonly kind: 'none'; readonly places: readonly Place[] }

/** A place in a form's value, which is read back as exactly this place: "Gdańsk (Europe/Warsaw)". */
export function placeValue({ zone, name }: Place): string {
  return name === undefined ? zone : `${name} (${zone})`
}

/** The place of such a value; also of any IANA name alone. */
export function placeOfValue(value: string): Place | undefined {
  const [, name, inBrackets] = /^(.+?)\s*\(([^()]*\/[^()]*)\)$/s.exec(value.trim()) ?? []
  if (name !== undefined && inBrackets !== undefined) {
    const zone = canonicalZone(inBrackets)
    return zone === undefined ? undefined : { zone, name }
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
