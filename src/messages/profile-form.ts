import type { Field, FieldError, Form, FormValues, Page } from '../chat/form.ts'
import type { Option } from '../chat/message.ts'
import type { Person } from '../database/generated/client.ts'
import { countryName } from '../programme/lookup/countries.ts'
import { languageName } from '../programme/lookup/languages.ts'
import { offsetLabel } from '../programme/lookup/offsets.ts'
import { zoneCity } from '../programme/lookup/zones.ts'
import type { FieldProblem } from '../programme/profile/check.ts'
import { INTERESTS } from '../programme/profile/interests.ts'
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
import { valueName } from './people.ts'
import type { MessageKey, Voice } from './voice.ts'

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

/** The profile in four pages; the first alone is enough to take part. */
export function profileForm(facts: ProfileFormFacts, voice: Voice): Form {
  const make = new FieldMaker(facts, voice)
  const pages: Page[] = [
    { title: voice.text('form.page.about'), fields: aboutYou(make, facts) },
    { title: voice.text('form.page.work'), fields: yourWork(make, facts) },
    { title: voice.text('form.page.partner'), fields: yourPartner(make, facts.person) },
    { title: voice.text('form.page.when'), fields: whenAndHow(make, facts.person) },
  ]
  return {
    id: facts.id,
    title: voice.text(`form.title.${facts.purpose}`),
    submit: voice.text(facts.purpose === 'join' ? 'form.submit.join' : 'form.submit'),
    pages,
  }
}

function aboutYou(make: FieldMaker, { person, suggestedZone, now }: ProfileFormFacts): Field[] {
  const { voice } = make
  const zone = person.zone ?? suggestedZone
  return [
    make.line('name', person.name, BOUNDS.name.max, true),
    make.lookUp('country', false, person.country ? [countryOption(person.country, voice)] : [], true),
    make.lookUp('zone', false, zone ? [zoneOption(zone, now)] : [], false),
    make.lookUp(
      'languages',
      true,
      person.languages.map((code) => languageOption(code, voice)),
      true,
    ),
    make.choice('sector', 'sector', SECTORS, person.sector),
  ]
}

function yourWork(make: FieldMaker, { person, mentors }: ProfileFormFacts): Field[] {
  return [
    make.line('workplace', person.workplace, BOUNDS.workplace.max),
    make.line('role', person.role, BOUNDS.role.max),
    make.choice('careerStage', 'stage', CAREER_STAGES, person.careerStage),
    make.choices('interests', 'interest', INTERESTS, person.interests, BOUNDS.interests.max),
    ...(mentors ? [make.choice('mentoring', 'mentoring', MENTORING, person.mentoring)] : []),
  ]
}

function yourPartner(make: FieldMaker, person: Person): Field[] {
  const { voice } = make
  const wishes: Option[] = [
    { value: 'none', label: voice.text('field.wishSector.none') },
    { value: 'same', label: voice.text('field.wishSector.same') },
    ...SECTORS.map((value) => ({ value, label: valueName('sector', value, voice) })),
  ]
  const trio: Option[] = [
    { value: 'yes', label: voice.text('field.trio.yes') },
    { value: 'no', label: voice.text('field.trio.no') },
  ]
  return [
    make.choices('canTell', 'interest', INTERESTS, person.canTell, BOUNDS.interests.max),
    make.choices('wantsToLearn', 'interest', INTERESTS, person.wantsToLearn, BOUNDS.interests.max),
    make.options('wishSector', wishes, person.wishSector ?? 'none'),
    make.paragraph('wishes', person.wishes, BOUNDS.wishes.max),
    make.options('trio', trio, person.acceptsTrio ? 'yes' : 'no'),
  ]
}

function whenAndHow(make: FieldMaker, person: Person): Field[] {
  const { days, parts } = availabilityParts(person.availability)
  return [
    make.choice('frequency', 'frequency', FREQUENCIES, person.frequency),
    make.choice('medium', 'medium', MEDIA, person.medium),
    make.choices('days', 'day', WEEKDAYS, days, WEEKDAYS.length),
    make.choices('parts', 'part', PARTS_OF_DAY, parts, PARTS_OF_DAY.length),
    make.line('contact', person.contact, BOUNDS.contact.max),
  ]
}

/** Makes fields with their words; what was filled in last stands before what is saved. */
class FieldMaker {
  readonly voice: Voice
  private readonly draft: FormValues

  constructor(facts: ProfileFormFacts, voice: Voice) {
    this.voice = voice
    this.draft = facts.draft ?? {}
  }

  line(name: string, value: string | null, max: number, required = false): Field {
    return { kind: 'line', ...this.words(name, required), max, ...this.text(name, value) }
  }

  paragraph(name: string, value: string | null, max: number): Field {
    return { kind: 'paragraph', ...this.words(name, false), max, ...this.text(name, value) }
  }

  choice(name: string, question: string, values: readonly string[], value: string | null): Field {
    return this.options(name, this.named(question, values), value)
  }

  options(name: string, options: readonly Option[], value: string | null): Field {
    const chosen = this.one(name) ?? value
    const offered = options.some((option) => option.value === chosen)
    return {
      kind: 'choice',
      ...this.words(name, false),
      options,
      ...(chosen && offered ? { value: chosen } : {}),
    }
  }

  choices(
    name: string,
    question: string,
    from: readonly string[],
    values: readonly string[],
    max: number,
  ): Field {
    const chosen = (this.many(name) ?? values).filter((value) => from.includes(value))
    return {
      kind: 'choices',
      ...this.words(name, false),
      options: this.named(question, from),
      max,
      values: chosen,
    }
  }

  lookUp(name: 'country' | 'zone' | 'languages', many: boolean, saved: Option[], required: boolean): Field {
    const typed = this.many(name)
    const chosen = typed
      ? typed.filter((value) => value !== '').map((value) => ({ value, label: value }))
      : saved
    const source = name === 'languages' ? 'language' : name
    return { kind: 'look-up', ...this.words(name, required), source, many, chosen }
  }

  private named(question: string, values: readonly string[]): Option[] {
    return values.map((value) => ({ value, label: valueName(question, value, this.voice) }))
  }

  private words(
    name: string,
    required: boolean,
  ): { name: string; label: string; hint?: string; required: boolean } {
    const hint = `field.${name}.hint`
    return {
      name,
      label: this.voice.text(`field.${name}` as MessageKey),
      ...(this.voice.has(hint) ? { hint: this.voice.text(hint) } : {}),
      required,
    }
  }

  private text(name: string, value: string | null): { value?: string } {
    const shown = this.one(name) ?? value
    return shown ? { value: shown } : {}
  }

  private one(name: string): string | undefined {
    return this.many(name)?.[0]
  }

  private many(name: string): readonly string[] | undefined {
    const value = this.draft[name]
    return typeof value === 'string' ? [value] : value
  }
}

const countryOption = (code: string, voice: Voice): Option => ({
  value: code,
  label: countryName(code, voice.locale),
})
const zoneOption = (zone: string, now: number): Option => ({
  value: zone,
  label: `${zoneCity(zone)} (${offsetLabel(zone, now)})`,
})
const languageOption = (code: string, voice: Voice): Option => ({
  value: code,
  label: languageName(code, voice.locale),
})

/** What is wrong, at which field, in words; with what an ambiguous text may mean, to choose from. */
export function fieldErrors(problems: readonly FieldProblem[], now: number, voice: Voice): FieldError[] {
  return problems.map((problem) => {
    const options = problem.options ?? []
    const message = voice.text(`error.${problem.code}`, {
      typed: problem.typed === '' ? 'empty' : (problem.typed ?? ''),
      max: problem.max ?? 0,
      options: options.length === 0 ? 'none' : 'some',
    })
    const choices = options.map((value) => meaning(problem.source, value, now, voice))
    return { field: problem.field, message, ...(choices.length > 0 ? { choices } : {}) }
  })
}

function meaning(source: FieldProblem['source'], value: string, now: number, voice: Voice): Option {
  if (source === 'country') return countryOption(value, voice)
  if (source === 'zone') return zoneOption(value, now)
  const names = value.split(', ').map((code) => languageName(code, voice.locale))
  return { value, label: voice.and(names) }
}
