import { type Bits, countCommon } from '../bits.ts'
import type { Person } from '../person.ts'
import type { IdPair, Rules } from '../pool.ts'
import { type Profiles, profiles, SAME, SILENT } from './profiles.ts'
import { ints, shared } from './shared.ts'

/**
 * People laid out in flat arrays, so that comparing millions of pairs touches no object. Everything lies in
 * shared memory and can be posted to a worker thread as it is. People are numbered as in the list they came
 * from; that is quickest if it is in `scanOrder`.
 */
export type Flat = {
  readonly n: number
  readonly differentCountry: boolean
  readonly sharedLanguage: boolean
  /** Country, workspace, English (0 or 1), role, then the words of the languages: see `hardProfile`. */
  readonly hard: Profiles
  /** Wish for a sector, own sector. */
  readonly sectors: Profiles
  /** Frequency, medium, career stage. */
  readonly styles: Profiles
  /** Offsets in quarter-hours at the round's start and end, whether the availability was said (0 or 1). */
  readonly clocks: Profiles
  readonly availability: Int32Array
  /** Free quarter-hours a week, at the start and at the end together. */
  readonly free: Int32Array
  /** Quarter-hours that two who said when they are free need in common, at the start and at the end together. */
  readonly leastCommon: number
  /** Stretches of people with the same profile in `hard`: stretch r is from `stretches[r]` to `stretches[r + 1]` - 1. */
  readonly stretches: Int32Array
  readonly stretchOf: Int32Array
  /** Words a person in each of the next three. */
  readonly words: number
  readonly interests: Uint32Array
  readonly canTell: Uint32Array
  readonly wantsToLearn: Uint32Array
  /** Whom person i may never be with: `apart[apartFrom[i]]` up to `apart[apartFrom[i + 1] - 1]`. */
  readonly apartFrom: Int32Array
  readonly apart: Int32Array
  /** The same for those with whom every score is 0. */
  readonly worthlessFrom: Int32Array
  readonly worthless: Int32Array
}

/**
 * The same people, with those together who are alike to all hard rules (earlier partners aside), so that whole
 * stretches of them can be passed over at once. Otherwise their order stays.
 */
export function scanOrder(people: readonly Person[], rules: Rules): Person[] {
  const alike = new Map<string, Person[]>()
  for (const person of people) {
    const key = hardProfile(person, rules).join()
    const those = alike.get(key)
    if (those) those.push(person)
    else alike.set(key, [person])
  }
  return [...alike.values()].flat()
}

/** Lays out prepared people under rules. `Rules.locked` is not looked at. */
export function flatten(people: readonly Person[], rules: Rules): Flat {
  const candidates = people.map((person) => person.candidate)
  const words = people[0]?.interests.length ?? 0
  const hard = profiles(people.map((person) => hardProfile(person, rules)))
  const { apart: never, again } = rules
  const [apartFrom, apart] = adjacency(people, [...rules.never, ...(never ?? [])])
  const [worthlessFrom, worthless] = adjacency(people, again?.lastResort ? again.pairs : [])
  return {
    n: people.length,
    differentCountry: rules.differentCountry,
    sharedLanguage: rules.sharedLanguage,
    hard,
    sectors: profiles(
      candidates.map(({ wishSector, sector }) => [
        wishSector === 'same' ? SAME : (wishSector ?? SILENT),
        sector ?? SILENT,
      ]),
    ),
    styles: profiles(
      candidates.map((one) => [one.frequency ?? SILENT, one.medium ?? SILENT, one.careerStage ?? SILENT]),
    ),
    clocks: profiles(people.map((one) => [...one.offsets, one.candidate.availability === 0 ? 0 : 1])),
    availability: ints(candidates.map((one) => one.availability)),
    free: ints(people.map(({ weeks: [start, end] }) => countCommon(start, start) + countCommon(end, end))),
    leastCommon: 8 * rules.leastHours,
    ...stretches(hard.of),
    words,
    interests: sets(
      people.map((one) => one.interests),
      words,
    ),
    canTell: sets(
      people.map((one) => one.canTell),
      words,
    ),
    wantsToLearn: sets(
      people.map((one) => one.wantsToLearn),
      words,
    ),
    apartFrom,
    apart,
    worthlessFrom,
    worthless,
  }
}

/** All that the hard rules look at, but for single pairs. */
function hardProfile({ candidate, speaksEnglish, languages }: Person, rules: Rules): (string | number)[] {
  return [
    rules.differentCountry ? candidate.country : SILENT,
    rules.withinGroup ? candidate.group : SILENT,
    speaksEnglish ? 1 : 0,
    rules.roles && candidate.role !== 'either' ? candidate.role : SILENT,
    ...languages,
  ]
}

function stretches(of: Int32Array): { stretches: Int32Array; stretchOf: Int32Array } {
  const starts: number[] = []
  const stretchOf = shared(Int32Array, of.length)
  for (const [index, profile] of of.entries()) {
    if (index === 0 || of[index - 1] !== profile) starts.push(index)
    stretchOf[index] = starts.length - 1
  }
  return { stretches: ints([...starts, of.length]), stretchOf }
}

/** Who is in a pair with each person: where each one's list begins, and all lists. */
function adjacency(people: readonly Person[], pairs: readonly IdPair[]): [Int32Array, Int32Array] {
  const numbers = new Map(people.map((person, index) => [person.candidate.id, index]))
  const lists = people.map((): number[] => [])
  for (const [oneId, otherId] of pairs) {
    const one = numbers.get(oneId)
    const other = numbers.get(otherId)
    if (one === undefined || other === undefined) continue
    lists[one]?.push(other)
    lists[other]?.push(one)
  }
  const from = shared(Int32Array, people.length + 1)
  for (const [index, list] of lists.entries()) from[index + 1] = (from[index] ?? 0) + list.length
  return [from, ints(lists.flat())]
}

function sets(list: readonly Bits[], words: number): Uint32Array {
  const array = shared(Uint32Array, list.length * words)
  for (const [index, bits] of list.entries()) array.set(bits, index * words)
  return array
}
