import type { Field, Form, FormValues } from '../chat/form.ts'
import type { Option } from '../chat/message.ts'
import type { Person } from '../database/generated/client.ts'
import { INTERESTS } from '../programme/profile/interests.ts'
import { PAGES, type ProfileField } from '../programme/profile/pages.ts'
import {
  availabilityParts,
  BOUNDS,
  CAREER_STAGES,
  FREQUENCIES,
  MEDIA,
  MENTORING,
  PARTS_OF_DAY,
  SECTORS,
  WEEKDAYS,
} from '../programme/profile/values.ts'
import { FieldMaker } from './form-fields.ts'
import { closedList, countryOption, languageOption, placeOption } from './options.ts'
import { valueName } from './people.ts'
import type { Voice } from './voice.ts'

export interface ProfileFormFacts {
  readonly id: string
  readonly purpose: 'profile' | 'join'
  readonly person: Person
  /** Whether mentors are matched with mentees, so that one says which one would be. */
  readonly mentors: boolean
  /** What the platform knows, where the person has not said it yet. */
  readonly suggestedZone?: string | undefined
  /** What was filled in last and not taken. */
  readonly draft?: FormValues | undefined
  /** Epoch ms: the offsets shown beside zones. */
  readonly now: number
}

/** What the pages are about, in their order. */
export const PAGE_TITLES = [
  'form.page.about',
  'form.page.work',
  'form.page.partner',
  'form.page.when',
] as const

/** The profile in four pages; the first alone is enough to take part. */
export function profileForm(facts: ProfileFormFacts, voice: Voice): Form {
  const make = new FieldMaker(facts.draft, voice)
  return {
    id: facts.id,
    title: voice.text(`form.title.${facts.purpose}`),
    submit: voice.text(facts.purpose === 'join' ? 'form.submit.join' : 'form.submit'),
    pages: PAGE_TITLES.map((title, page) => ({
      title: voice.text(title),
      fields: (PAGES[page] ?? []).flatMap((field) => FIELDS[field](make, facts) ?? []),
    })),
  }
}

type FieldOf = (make: FieldMaker, facts: ProfileFormFacts) => Field | undefined

/** Each field as it is asked about; undefined where it is not. */
const FIELDS: Readonly<Record<ProfileField, FieldOf>> = {
  name: (make, { person }) => make.line('name', person.name, BOUNDS.name.max, true),
  country: (make, { person: { country } }) =>
    make.lookUp('country', false, country ? [countryOption(country, make.voice)] : [], true),
  zone: (make, { person, suggestedZone, now }) => {
    const zone = person.zone ?? suggestedZone
    const place = zone && { zone, ...(person.zone && person.place ? { name: person.place } : {}) }
    return make.lookUp('zone', false, place ? [placeOption(place, now, make.voice)] : [], false)
  },
  languages: (make, { person: { languages } }) =>
    make.lookUp(
      'languages',
      true,
      languages.map((code) => languageOption(code, make.voice)),
      true,
    ),
  sector: (make, { person }) => make.choice('sector', 'sector', SECTORS, person.sector),
  workplace: (make, { person }) => make.line('workplace', person.workplace, BOUNDS.workplace.max),
  role: (make, { person }) => make.line('role', person.role, BOUNDS.role.max),
  careerStage: (make, { person }) => make.choice('careerStage', 'stage', CAREER_STAGES, person.careerStage),
  interests: (make, { person }) => interests(make, 'interests', person.interests),
  mentoring: (make, { person, mentors }) =>
    mentors ? make.choice('mentoring', 'mentoring', MENTORING, person.mentoring) : undefined,
  canTell: (make, { person }) => interests(make, 'canTell', person.canTell),
  wantsToLearn: (make, { person }) => interests(make, 'wantsToLearn', person.wantsToLearn),
  wishSector: (make, { person }) =>
    make.options('wishSector', wishedSectors(make.voice), person.wishSector ?? 'none'),
  wishes: (make, { person }) => make.paragraph('wishes', person.wishes, BOUNDS.wishes.max),
  trio: (make, { person }) => make.options('trio', yesOrNo(make.voice), person.acceptsTrio ? 'yes' : 'no'),
  frequency: (make, { person }) => make.choice('frequency', 'frequency', FREQUENCIES, person.frequency),
  medium: (make, { person }) => make.choice('medium', 'medium', MEDIA, person.medium),
  days: (make, { person }) =>
    make.choices('days', 'day', WEEKDAYS, availabilityParts(person.availability).days, WEEKDAYS.length),
  parts: (make, { person }) => {
    const { parts } = availabilityParts(person.availability)
    return make.choices('parts', 'part', PARTS_OF_DAY, parts, PARTS_OF_DAY.length)
  },
  contact: (make, { person }) => make.line('contact', person.contact, BOUNDS.contact.max),
}

function interests(make: FieldMaker, field: ProfileField, chosen: readonly string[]): Field {
  return make.choices(field, 'interest', INTERESTS, chosen, BOUNDS.interests.max)
}

const wishedSectors = (voice: Voice): readonly Option[] =>
  closedList([
    { value: 'none', label: voice.text('field.wishSector.none') },
    { value: 'same', label: voice.text('field.wishSector.same') },
    ...SECTORS.map((value) => ({ value, label: valueName('sector', value, voice) })),
  ])

const yesOrNo = (voice: Voice): readonly Option[] =>
  closedList([
    { value: 'yes', label: voice.text('field.trio.yes') },
    { value: 'no', label: voice.text('field.trio.no') },
  ])
