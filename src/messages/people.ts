import { bold, type Inline, text } from '../chat/message.ts'
import type { Person } from '../database/generated/client.ts'
import { countryName } from '../programme/lookup/countries.ts'
import { languageName } from '../programme/lookup/languages.ts'
import type { Voice } from './voice.ts'

/** "Wellington, New Zealand": where a person lives, as they said it; the country alone where they named no place. */
export function placeOf({ place, country }: Pick<Person, 'country' | 'place'>, voice: Voice): string {
  const land = country ? countryName(country, voice.locale) : undefined
  // "Singapore" is a place and a country.
  return [...new Set([place, land].filter((part) => part !== null && part !== undefined))].join(', ')
}

export function languagesOf(codes: readonly string[], voice: Voice): string {
  return voice.and(codes.map((code) => languageName(code, voice.locale)))
}

/** The closed questions, whose values the catalogue names: `sector.public`. */
export const QUESTIONS = [
  'sector',
  'stage',
  'mentoring',
  'frequency',
  'medium',
  'part',
  'day',
  'interest',
] as const
export type Question = (typeof QUESTIONS)[number]

/** The words for a value of a closed question. */
export function valueName(question: Question, value: string, voice: Voice): string {
  const key = `${question}.${value}`
  return voice.has(key) ? voice.text(key) : value
}

export function interestsOf(ids: readonly string[], voice: Voice): string {
  return voice.and(ids.map((id) => valueName('interest', id, voice)))
}

/** Somebody's name in a text: one that calls them, where they are in the workspace that reads it. */
export function somebody(user: string | undefined, name: string): Inline {
  return user === undefined ? bold(text(name)) : { kind: 'person', user, name }
}
