import { join } from 'node:path'
import { projectRoot } from '../../database/root.ts'
import { SortedLines } from './sorted-lines.ts'
import { fold } from './text.ts'

/** A town of the world's; see `src/tools/gazetteer` for where it is from. */
export interface Town {
  /** GeoNames' id, in base 36. */
  readonly id: string
  /** As it is written in the language in which it was looked for. */
  readonly name: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  /** GeoNames' code of its state or province. */
  readonly state: string
  /** IANA zones, some by former names; two where it may be in either, none where its country has but one. */
  readonly zones: readonly string[]
  /** How many people may mean it: its inhabitants, some more for a capital. */
  readonly weight: number
}

/** A state or province. */
export interface State {
  readonly country: string
  readonly code: string
  readonly name: string
  /** IANA zones in which its towns lie, the largest first; none where its country has but one. */
  readonly zones: readonly string[]
}

const folder = join(projectRoot, 'src', 'programme', 'lookup', 'generated')
const lines = (name: string) => new SortedLines(join(folder, `${name}.tsv`))

const towns = lines('towns')
const states = lines('states')
const times = lines('times')
const languages = lines('languages')

/** The mark of what is known in other countries too. */
const ABROAD = '*'
const CITIES = '#'
/** The mark before a code where a name may stand. */
const CODE = '='

/**
 * The towns of this name, the largest first: all that a country has, the small ones too, or those that are known
 * everywhere.
 */
export function townsNamed(name: string, country?: string): Town[] {
  const key = fold(name)
  if (key === '') return []
  const known = towns.withKey(ABROAD + key).map(townOf)
  const all =
    country === undefined
      ? known
      : [...known.filter((town) => town.country === country), ...towns.withKey(country + key).map(townOf)]
  return all.sort((a, b) => b.weight - a.weight)
}

/** The small towns of a country, by its code; those that are known everywhere; cities, by their usual names alone. */
export type Shelf = string | 'known' | 'cities'

/** Towns of a shelf whose name's key begins so: read as they are asked for, in the keys' order. */
export function* townsBeginning(key: string, shelf: Shelf): Generator<Town & { readonly key: string }> {
  const before = shelf === 'known' ? ABROAD : shelf === 'cities' ? CITIES : shelf
  for (const fields of towns.beginningWith(before + key)) {
    yield { ...townOf(fields), key: (fields[0] ?? '').slice(before.length) }
  }
}

/** The states of a country that people call so, by name or by the letters of ISO 3166-2. */
export function statesNamed(name: string, country: string): State[] {
  const key = fold(name)
  if (key === '') return []
  return states.withKey(country + key).flatMap(([, code = '']) => stateOf(country, code) ?? [])
}

/** The states of any country of this name; letters alone are none. */
export function statesAnywhere(name: string): State[] {
  const key = fold(name)
  if (key === '') return []
  return states.withKey(ABROAD + key).flatMap(([, country = '', code = '']) => stateOf(country, code) ?? [])
}

/** @param code as `Town.state` has it */
export function stateOf(country: string, code: string): State | undefined {
  const [found] = states.withKey(country + CODE + code)
  return found && { country, code, name: found[1] ?? '', zones: listOf(found[2]) }
}

/** What a name of a time may stand for. */
export interface NamedTime {
  /**
   * `sure`: the first zone and those that keep its time. `usual`: any of them. `general`: the first one, unless others
   * of theirs are in the same country. `rare`: only calendars use it.
   */
  readonly use: 'sure' | 'usual' | 'rare' | 'general'
  /** IANA zones, some by former names, the one that most people mean first. */
  readonly zones: readonly string[]
}

const USES = ['sure', 'usual', 'rare', 'general'] as const

/** What a name or abbreviation of a time stands for, the surest reading first. */
export function timesNamed(name: string): NamedTime[] {
  const key = fold(name)
  if (key === '') return []
  return times
    .withKey(key)
    .map(([, use, zones]) => ({ use: USES[Number(use)] ?? 'usual', zones: listOf(zones) }))
}

/** Codes, as BCP 47 has them, of the languages of this name by ISO 639-3; without brackets, which tell them apart. */
export function languagesNamed(name: string): string[] {
  const key = fold(name)
  return key === '' ? [] : [...new Set(languages.withKey(key).map(([, code = '']) => code))]
}

/** Languages whose name's key begins so. */
export function* languagesBeginning(key: string): Generator<{ key: string; code: string; name: string }> {
  for (const [found = '', code = '', name = ''] of languages.beginningWith(key)) {
    if (!found.startsWith(CODE)) yield { key: found, code, name }
  }
}

/** The name that ISO 639-3 has for a language's code, if it is one. */
export function isoLanguageName(code: string): string | undefined {
  return languages.withKey(CODE + code)[0]?.[1]
}

function townOf([, name = '', country = '', state = '', zones, weight, id = '']: readonly string[]): Town {
  return { id, name, country, state, zones: listOf(zones), weight: Number(weight) }
}

const listOf = (field: string | undefined): string[] => (field ? field.split(' ') : [])
