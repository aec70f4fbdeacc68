import { bold, type Inline, text } from '../chat/message.ts'
import type { Person } from '../database/generated/client.ts'
import { countryName } from '../programme/lookup/countries.ts'
import { languageName } from '../programme/lookup/languages.ts'
import { zoneCity } from '../programme/lookup/zones.ts'
import type { Voice } from './voice.ts'

/** "Wellington, New Zealand": where a person lives, as near as they told. */
export function placeOf(person: Pick<Person, 'country' | 'zone'>, voice: Voice): string {
  const country = person.country ? countryName(person.country, voice.locale) : undefined
  const city = person.zone ? zoneCity(person.zone) : undefined
  return [...new Set([city, country].filter((part) => part !== undefined))].join(', ')
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
