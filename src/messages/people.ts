import type { Person } from '../database/generated/client.ts'
import { countryName } from '../programme/lookup/countries.ts'
import { languageName } from '../programme/lookup/languages.ts'
import type { MessageKey, Voice } from './voice.ts'

/** "Wellington, New Zealand": where a person lives, as they said it; the country alone where they named no place. */
export function placeOf({ place, country }: Pick<Person, 'country' | 'place'>, voice: Voice): string {
  const land = country ? countryName(country, voice.locale) : undefined
  // "Singapore" is a place and a country.
  return [...new Set([place, land].filter((part) => part !== null && part !== undefined))].join(', ')
}

export function languagesOf(codes: readonly string[], voice: Voice): string {
  return voice.and(codes.map((code) => languageName(code, voice.locale)))
}

/** The words for a value of a closed question, such as `sector` and `public`. */
export function valueName(question: string, value: string, voice: Voice): string {
  const key = `${question}.${value}`
  return voice.has(key) ? voice.text(key as MessageKey) : value
}

export function interestsOf(ids: readonly string[], voice: Voice): string {
  return voice.and(ids.map((id) => valueName('interest', id, voice)))
}
