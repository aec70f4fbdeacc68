import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchPool } from '../../src/matching/match.ts'
import { findLanguages, LANGUAGE_CODES, suggestLanguages } from '../../src/programme/lookup/languages.ts'
import { HOMES } from '../../src/sandbox/population/countries.ts'
import { population } from '../../src/sandbox/population/population.ts'
import { alsoJoined } from '../../src/stage/also-joined.ts'
import { type Joined, whoElse } from '../../src/stage/even-out.ts'
import { placeKept } from '../../src/stage/visit.ts'
import { candidate, poolOf } from '../matching/people.ts'
import { cases } from '../support/thorough.ts'

const SIGNED_AND_RARE = ['ase', 'bfi', 'gaa', 'ga', 'nds', 'rop']
const language = fc.constantFrom(...LANGUAGE_CODES, ...SIGNED_AND_RARE)
const newcomer = fc.record<Joined>({
  platform: fc.constantFrom('slack', 'discord'),
  country: fc.constantFrom(...HOMES.map(({ code }) => code), 'IS', 'TV'),
  languages: fc.uniqueArray(language, { minLength: 1, maxLength: 4 }),
})

const leftOver = (people: readonly Joined[]) =>
  matchPool(
    poolOf(
      people.map(({ platform, country, languages }, at) =>
        candidate(String(at), { group: platform, country, languages }),
      ),
      { withinGroup: true },
    ),
  ).unmatched

describe('who joins besides, so that nobody is left over', () => {
  it('gives everybody a partner, whatever languages newcomers speak and wherever they live', () => {
    fc.assert(
      fc.property(fc.constantFrom(10, 12, 30), fc.array(newcomer, { maxLength: 3 }), (size, newcomers) => {
        const people = population({ seed: 1, size })
        const kept = placeKept(people)
        const joined = [...people.filter((one) => one !== kept?.person), ...newcomers]
        const others = whoElse(joined, kept)
        expect(leftOver([...joined, ...others.map(({ person }) => person)])).toEqual([])
        expect(others.length).toBeLessThanOrEqual(newcomers.length + 2)
        expect(new Set(others.map(({ index }) => index)).size).toBe(others.length)
      }),
      { numRuns: cases(25, 1_000) },
    )
  })

  it.each(['slack', 'discord'] as const)('finds a partner for whoever speaks Icelandic alone on %s', (on) => {
    const people = population({ seed: 1 })
    const kept = placeKept(people)
    const joined = [
      ...people.filter((one) => one !== kept?.person),
      { platform: on, country: 'IS', languages: ['is'] },
    ]
    const others = whoElse(joined, kept).map(({ person }) => person)
    const theirs = others.find(({ platform, languages }) => platform === on && languages.includes('is'))
    expect(theirs?.country).not.toBe('IS')
    expect(alsoJoined(others)).toContain('Icelandic and English')
    expect((joined.length + others.length) % 2).toBe(0)
  })

  it('asks nobody else where all are paired, and says nothing then', () => {
    const people = population({ seed: 1, size: 12 })
    expect(whoElse(people, undefined)).toEqual([])
    expect(alsoJoined([])).toBe('')
  })

  it('gives later neighbours names and numbers of their own', () => {
    const alone: Joined = { platform: 'slack', country: 'IS', languages: ['is'] }
    const [first] = whoElse([alone], undefined)
    const [second] = whoElse([alone], undefined, 1)
    expect(second?.person.username).not.toBe(first?.person.username)
    expect(second?.index).not.toBe(first?.index)
  })

  it('lets a neighbour name each language as both forms read it', () => {
    for (const code of new Set([...LANGUAGE_CODES, ...SIGNED_AND_RARE])) {
      const [other] = whoElse([{ platform: 'slack', country: 'IS', languages: [code] }], undefined)
      const person = other!.person
      expect(findLanguages(person.languagesTyped).found, code).toEqual(person.languages)
      const [name = ''] = person.languageNames ?? []
      const options = suggestLanguages(name)
      const taken = options.find(({ label }) => label === name) ?? options[0]
      expect(findLanguages(taken?.value ?? '').found, name).toEqual([code])
    }
  })
})
