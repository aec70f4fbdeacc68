import type { Frequency, Medium, Mentoring } from '../../database/generated/client.ts'
import { findCountry } from '../lookup/countries.ts'
import { findLanguages } from '../lookup/languages.ts'
import type { LookupResult } from '../lookup/lookup.ts'
import { findZone, zonesOfCountry } from '../lookup/zones.ts'
import { INTERESTS } from './interests.ts'
import { availabilityOf, BOUNDS, CAREER_STAGES, FREQUENCIES, MEDIA, MENTORING, SECTORS } from './values.ts'

/** What a person may say of themselves; a field left out was not on the page. */
export interface ProfileChange {
  name?: string
  country?: string
  zone?: string
  languages?: string[]
  workplace?: string | null
  sector?: string | null
  role?: string | null
  careerStage?: string | null
  interests?: string[]
  canTell?: string[]
  wantsToLearn?: string[]
  wishSector?: string | null
  wishes?: string | null
  frequency?: Frequency | null
  medium?: Medium | null
  availability?: number
  contact?: string | null
  acceptsTrio?: boolean
  mentoring?: Mentoring
}

/** Why a field cannot be taken. `options` are what an ambiguous text may mean (codes), to choose from. */
export interface FieldProblem {
  readonly field: string
  readonly code:
    | 'required'
    | 'too-long'
    | 'too-many'
    | 'unknown-country'
    | 'which-country'
    | 'unknown-zone'
    | 'which-zone'
    | 'unknown-language'
    | 'which-language'
    | 'bad-contact'
    | 'not-offered'
  readonly typed?: string
  readonly max?: number
  readonly source?: 'country' | 'zone' | 'language'
  readonly options?: readonly string[]
}

export interface CheckContext {
  /** BCP 47. */
  readonly locale: string
  /** Epoch ms. */
  readonly now: number
  /** What is saved already, for what a page leaves open. */
  readonly country: string | null
}

type Values = Readonly<Record<string, string | readonly string[]>>

/** Reads what was filled in: what can be taken, and a problem for each field that cannot. */
export function checkProfile(
  values: Values,
  context: CheckContext,
): { change: ProfileChange; problems: FieldProblem[] } {
  const change: ProfileChange = {}
  const problems: FieldProblem[] = []
  const reading = new Reading(values, problems)

  if (reading.has('name')) {
    const name = reading.line('name', BOUNDS.name.max)
    if (name === null) problems.push({ field: 'name', code: 'required' })
    else if (name !== undefined) change.name = name
  }
  let country = context.country ?? undefined
  if (reading.has('country')) {
    const typed = reading.text('country')
    const read =
      typed === '' ? undefined : readOne('country', typed, findCountry(typed, context.locale), problems)
    if (typed === '') problems.push({ field: 'country', code: 'required' })
    if (read) change.country = read
    country = read
  }
  if (reading.has('zone')) {
    const zone = readZone(reading.text('zone'), country, context, problems)
    if (zone) change.zone = zone
  }
  if (reading.has('languages')) {
    const languages = readLanguages(reading.list('languages'), context.locale, problems)
    if (languages) change.languages = languages
  }
  readLines(reading, change)
  readChoices(reading, change)
  readAvailability(reading, change)
  return { change, problems }
}

function readLines(reading: Reading, change: ProfileChange): void {
  for (const field of ['workplace', 'role', 'wishes'] as const) {
    if (!reading.has(field)) continue
    const value = reading.line(field, BOUNDS[field].max)
    if (value !== undefined) change[field] = value
  }
  if (!reading.has('contact')) return
  const contact = reading.line('contact', BOUNDS.contact.max)
  if (contact !== undefined && contact !== null && !isContact(contact)) {
    reading.problems.push({ field: 'contact', code: 'bad-contact', typed: contact })
  } else if (contact !== undefined) change.contact = contact
}

function readChoices(reading: Reading, change: ProfileChange): void {
  const one = { sector: SECTORS, careerStage: CAREER_STAGES } as const
  for (const field of ['sector', 'careerStage'] as const) {
    if (!reading.has(field)) continue
    const value = reading.oneOf(field, one[field])
    if (value !== undefined) change[field] = value
  }
  if (reading.has('frequency')) {
    const value = reading.oneOf('frequency', FREQUENCIES)
    if (value !== undefined) change.frequency = value
  }
  if (reading.has('medium')) {
    const value = reading.oneOf('medium', MEDIA)
    if (value !== undefined) change.medium = value
  }
  if (reading.has('wishSector')) {
    const value = reading.oneOf('wishSector', ['none', 'same', ...SECTORS])
    if (value !== undefined) change.wishSector = value === 'none' ? null : value
  }
  for (const field of ['interests', 'canTell', 'wantsToLearn'] as const) {
    if (!reading.has(field)) continue
    const value = reading.someOf(field, INTERESTS, BOUNDS.interests.max)
    if (value) change[field] = value
  }
  if (reading.has('mentoring')) {
    const value = reading.oneOf('mentoring', MENTORING)
    if (value !== undefined) change.mentoring = value ?? 'either'
  }
  if (reading.has('trio')) change.acceptsTrio = reading.text('trio') === 'yes'
}

function readAvailability(reading: Reading, change: ProfileChange): void {
  if (!reading.has('days') || !reading.has('parts')) return
  change.availability = availabilityOf(reading.list('days'), reading.list('parts'))
}

/** Reads fields of a form, noting what is wrong with them. `null` is empty, `undefined` a problem. */
class Reading {
  readonly values: Values
  readonly problems: FieldProblem[]

  constructor(values: Values, problems: FieldProblem[]) {
    this.values = values
    this.problems = problems
  }

  has(field: string): boolean {
    return this.values[field] !== undefined
  }

  text(field: string): string {
    const value = this.values[field]
    return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim()
  }

  list(field: string): string[] {
    const value = this.values[field]
    if (typeof value === 'string') return value.trim() === '' ? [] : [value]
    return [...(value ?? [])]
  }

  line(field: string, max: number): string | null | undefined {
    const value = tidy(this.text(field))
    if (value === '') return null
    if ([...value].length <= max) return value
    this.problems.push({ field, code: 'too-long', max })
    return undefined
  }

  oneOf<Value extends string>(field: string, allowed: readonly Value[]): Value | null | undefined {
    const value = this.text(field)
    if (value === '') return null
    const found = allowed.find((one) => one === value)
    if (found !== undefined) return found
    this.problems.push({ field, code: 'not-offered', typed: value })
    return undefined
  }

  someOf(field: string, allowed: readonly string[], max: number): string[] | undefined {
    const list = this.list(field)
    const strange = list.find((value) => !allowed.includes(value))
    if (strange !== undefined) this.problems.push({ field, code: 'not-offered', typed: strange })
    else if (list.length > max) this.problems.push({ field, code: 'too-many', max })
    else return list
    return undefined
  }
}

/** Drops characters that show as nothing or turn the text around, and folds white space. */
function tidy(value: string): string {
  return value
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, (character) => (/[\n\t\u200c\u200d]/.test(character) ? character : ''))
    .replace(/\s+/g, ' ')
    .trim()
}

function readOne(
  source: 'country' | 'zone',
  typed: string,
  result: LookupResult,
  problems: FieldProblem[],
): string | undefined {
  if (result.kind === 'one') return result.value
  const options = result.kind === 'several' ? result.values : result.suggestions
  const code = `${result.kind === 'several' ? 'which' : 'unknown'}-${source}` as const
  problems.push({ field: source, code, typed, source, options: options.slice(0, 25) })
  return undefined
}

/** A zone left open follows from a country that has one; where it has several, it is asked about. */
function readZone(
  typed: string,
  country: string | undefined,
  context: CheckContext,
  problems: FieldProblem[],
): string | undefined {
  if (typed !== '') {
    const result = findZone(typed, { now: context.now, country, locale: context.locale })
    return readOne('zone', typed, result, problems)
  }
  const zones = country ? zonesOfCountry(country) : []
  const [only, second] = zones
  if (only !== undefined && second === undefined) return only
  if (country)
    problems.push({
      field: 'zone',
      code: 'which-zone',
      typed: '',
      source: 'zone',
      options: zones.slice(0, 25),
    })
  else if (!problems.some((problem) => problem.field === 'country'))
    problems.push({ field: 'zone', code: 'required' })
  return undefined
}

function readLanguages(
  typed: readonly string[],
  locale: string,
  problems: FieldProblem[],
): string[] | undefined {
  const { found, unknown, ambiguous } = findLanguages(typed.join(', '), locale)
  const [strange] = unknown
  const [unclear] = ambiguous
  if (unclear) {
    // Choosing replaces the whole field, so each choice carries what was understood already.
    const options = unclear.values.map((value) => [...found, value].join(', '))
    problems.push({
      field: 'languages',
      code: 'which-language',
      typed: unclear.text,
      source: 'language',
      options,
    })
  } else if (strange !== undefined)
    problems.push({ field: 'languages', code: 'unknown-language', typed: strange })
  else if (found.length === 0) problems.push({ field: 'languages', code: 'required' })
  else if (found.length > BOUNDS.languages.max) {
    problems.push({ field: 'languages', code: 'too-many', max: BOUNDS.languages.max })
  } else return found
  return undefined
}

/** An e-mail address or an http(s) link; nothing else is shown to a partner as a contact. */
function isContact(value: string): boolean {
  if (/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(value)) return true
  try {
    const { protocol } = new URL(value)
    return protocol === 'https:' || protocol === 'http:'
  } catch {
    return false
  }
}
