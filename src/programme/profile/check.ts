import type { Frequency, Medium, Mentoring } from '../../database/generated/client.ts'
import { readContact } from './contact.ts'
import type { FieldProblem } from './field-problem.ts'
import { INTERESTS } from './interests.ts'
import { readCountry, readLanguages, readPlace } from './read-fields.ts'
import { type Filled, Reading } from './reading.ts'
import { availabilityOf, BOUNDS, CAREER_STAGES, FREQUENCIES, MEDIA, MENTORING, SECTORS } from './values.ts'

export type { FieldProblem } from './field-problem.ts'

/** What a person may say of themselves; a field left out was not on the page. */
export interface ProfileChange {
  name?: string
  country?: string
  zone?: string
  /** What they call the place where they live; null where they named none. */
  place?: string | null
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

export interface CheckContext {
  /** BCP 47. */
  readonly locale: string
  /** Epoch ms. */
  readonly now: number
  /** What is saved already, for what a page leaves open. */
  readonly country: string | null
}

/** Reads what was filled in: what can be taken, and a problem for each field that cannot. */
export function checkProfile(
  values: Filled,
  context: CheckContext,
): { change: ProfileChange; problems: FieldProblem[] } {
  const change: ProfileChange = {}
  const problems: FieldProblem[] = []
  const reading = new Reading(values, problems)

  if (reading.has('name')) {
    const name = reading.name('name', BOUNDS.name.max)
    if (name === null) problems.push({ field: 'name', code: 'required' })
    else if (name !== undefined) change.name = name
  }
  const stated = reading.has('country')
  const country = stated ? readCountry(reading, context.locale) : (context.country ?? undefined)
  if (stated && country) change.country = country
  // Where the country is asked about, so is all that follows from it.
  if (reading.has('zone') && (country !== undefined || !stated)) {
    const place = readPlace(reading, { now: context.now, country, locale: context.locale })
    if (place) Object.assign(change, { zone: place.zone, place: place.name ?? null })
  }
  if (reading.has('languages')) {
    const languages = readLanguages(reading, context.locale)
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
  const read = contact ? readContact(contact) : contact
  if (contact && read === undefined)
    reading.problems.push({ field: 'contact', code: 'bad-contact', typed: contact })
  else if (read !== undefined) change.contact = read
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
