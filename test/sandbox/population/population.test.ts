import blossom from 'edmonds-blossom-fixed'
import { describe, expect, it } from 'vitest'
import catalogue from '../../../src/messages/en.json' with { type: 'json' }
import { findCountry } from '../../../src/programme/lookup/countries.ts'
import { findLanguages } from '../../../src/programme/lookup/languages.ts'
import { findZone } from '../../../src/programme/lookup/zones.ts'
import { INTERESTS as interests } from '../../../src/programme/profile/interests.ts'
import * as values from '../../../src/programme/profile/values.ts'
import { HOMES } from '../../../src/sandbox/population/countries.ts'
import { HOSTILE_NAMES } from '../../../src/sandbox/population/names.ts'
import { type Person, population } from '../../../src/sandbox/population/population.ts'
import {
  CAREER_STAGES,
  FREQUENCIES,
  INTERESTS,
  MEDIUMS,
  PARTS_OF_DAY,
  SECTORS,
  slotsOf,
  WEEKDAYS,
} from '../../../src/sandbox/population/vocabulary.ts'
import { cases, firstOf } from '../../support/thorough.ts'

const people = population({ seed: 1 })
const countBy = (list: Person[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const { country } of list) counts.set(country, (counts.get(country) ?? 0) + 1)
  return counts
}

/** How many of the people a best pairing leaves alone, under: another country and a shared language. */
function leftAlone(list: Person[]): number {
  const edges: [number, number, number][] = []
  list.forEach((a, i) => {
    for (let j = 0; j < i; j++) {
      const b = list[j]!
      if (a.country !== b.country && a.languages.some((each) => b.languages.includes(each)))
        edges.push([j, i, 1])
    }
  })
  const mates: number[] = blossom(edges, true)
  return list.filter((_, at) => (mates[at] ?? -1) === -1).length
}

describe('population', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(population({ seed: 1 })).toEqual(people)
    expect(population({ seed: 2 })).not.toEqual(people)
  })

  it.each(firstOf(2, [1, 2, 3, 4, 5, 6, 7, 8]))('is like Round One (seed %i)', (seed) => {
    const all = population({ seed })
    expect(all).toHaveLength(392)
    const counts = countBy(all)
    expect(counts.size).toBe(40)
    expect([...counts].sort((a, b) => b[1] - a[1])[0]?.[0]).toBe('AU')
    expect(Math.max(...counts.values()) / 392).toBeGreaterThan(0.11)
    expect(Math.max(...counts.values()) / 392).toBeLessThan(0.14)
    for (const platform of ['slack', 'discord'] as const) {
      const here = all.filter((person) => person.platform === platform)
      expect(here).toHaveLength(196)
      expect(leftAlone(here)).toBe(0)
    }
    expect(leftAlone(all)).toBe(0)
  })

  it('alternates between the platforms at every size', () => {
    for (const size of [0, 1, 2, 7, 40, 100, 1000]) {
      const some = population({ seed: 3, size })
      expect(some).toHaveLength(size)
      expect(some.filter((person) => person.platform === 'slack')).toHaveLength(Math.ceil(size / 2))
      expect(new Set(some.map((person) => person.username)).size).toBe(size)
    }
  })

  it('can be paired completely on each platform, however few and whatever the seed', () => {
    for (let seed = 0; seed < cases(10, 40); seed++) {
      const few = population({ seed, size: 40 + 4 * (seed % 15) })
      for (const platform of ['slack', 'discord']) {
        expect(leftAlone(few.filter((person) => person.platform === platform))).toBe(0)
      }
    }
  })

  it('has names and zones of the person’s own country', () => {
    for (const person of people) {
      const home = HOMES.find(({ code }) => code === person.country)
      expect(Object.keys(home?.zones ?? {})).toContain(person.zone)
      expect(person.fullName.trim()).not.toBe('')
    }
  })

  it('has usernames that both platforms accept', () => {
    expect(new Set(people.map((person) => person.username)).size).toBe(392)
    for (const { username } of people) expect(username).toMatch(/^(?!.*\.\.)[a-z0-9._]{2,21}$/)
  })

  it('has a few hostile names and many that are not ASCII', () => {
    const names = people.map((person) => person.fullName)
    expect(names.filter((name) => HOSTILE_NAMES.includes(name))).toHaveLength(7)
    expect(names).toContain('<!channel>')
    expect(names).toContain('@everyone')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII begins with them
    expect(names.filter((name) => !/^[\x00-\x7f]*$/.test(name)).length).toBeGreaterThan(40)
  })

  it('nearly all speak English', () => {
    const speakers = people.filter((person) => person.languages.includes('en')).length
    expect(speakers / 392).toBeGreaterThan(0.95)
    expect(speakers).toBeLessThan(392)
  })

  it('answers the form completely, from its lists', () => {
    const known = new Set<string>(INTERESTS.map((interest) => interest.id))
    expect(known.size).toBe(24)
    for (const person of people) {
      expect(person.interests.length).toBeGreaterThanOrEqual(3)
      for (const each of [...person.interests, ...person.canTellAbout, ...person.wantsToLearn]) {
        expect(known.has(each)).toBe(true)
      }
      expect(person.interests).toEqual(expect.arrayContaining(person.canTellAbout))
      expect(person.wantsToLearn.length).toBeGreaterThan(0)
      expect(person.wantsToLearn.some((each) => person.canTellAbout.includes(each))).toBe(false)
      expect(person.availability.length).toBeGreaterThan(0)
      expect(person.availability).toHaveLength(person.days.length * person.parts.length)
      if (person.contact !== undefined)
        expect(person.contact).toMatch(/@example\.(org|net)$|^https:\/\/example\.org\//)
    }
    expect(slotsOf(['sun', 'sat'], ['morning'])).toEqual(['sat-morning', 'sun-morning'])
  })

  it('chooses from what the bot’s forms offer, and keeps to their lengths', () => {
    const keys = Object.keys
    expect(INTERESTS.map(({ id }) => id)).toEqual(interests)
    expect([SECTORS, CAREER_STAGES, FREQUENCIES, MEDIUMS, PARTS_OF_DAY, WEEKDAYS].map(keys)).toEqual([
      values.SECTORS,
      values.CAREER_STAGES,
      values.FREQUENCIES,
      values.MEDIA,
      values.PARTS_OF_DAY,
      values.WEEKDAYS,
    ])
    const labels: Record<string, string> = catalogue
    for (const { id, label } of INTERESTS) expect(label).toBe(labels[`interest.${id}`])
    for (const [id, label] of Object.entries(SECTORS)) expect(label).toBe(labels[`sector.${id}`])
    for (const name of HOSTILE_NAMES) expect(name.length).toBeLessThanOrEqual(values.BOUNDS.name.max)
    for (const { fullName, workplace, role, contact = '' } of people) {
      expect(fullName.length).toBeLessThanOrEqual(values.BOUNDS.name.max)
      expect(workplace.length).toBeLessThanOrEqual(values.BOUNDS.workplace.max)
      expect(role.length).toBeLessThanOrEqual(values.BOUNDS.role.max)
      expect(contact.length).toBeLessThanOrEqual(values.BOUNDS.contact.max)
    }
  })

  it('types what the look-ups understand', () => {
    const now = Date.UTC(2026, 0, 15)
    for (const seed of firstOf(1, [1, 2, 3])) {
      for (const person of population({ seed })) {
        const { country, countryTyped, zone, zoneTyped, languages, languagesTyped } = person
        expect(findCountry(countryTyped), countryTyped).toEqual({ kind: 'one', value: country })
        expect(findZone(zoneTyped, { now, country }), `${zoneTyped} in ${country}`).toEqual({
          kind: 'one',
          value: zone,
        })
        expect(findLanguages(languagesTyped), languagesTyped).toEqual({
          found: languages,
          unknown: [],
          ambiguous: [],
        })
      }
    }
  })
})
