import { describe, expect, it } from 'vitest'
import { type Person, preparePeople } from '../../src/matching/person.ts'
import type { Candidate, Rules } from '../../src/matching/pool.ts'
import { hardRules } from '../../src/matching/rules.ts'
import { candidate, poolOf, RULES } from './people.ts'

function prepared(...people: Candidate[]): Person[] {
  const byId = new Map(preparePeople(poolOf(people)).map((one) => [one.candidate.id, one]))
  return people.map((one) => byId.get(one.id)!)
}

describe('who may be partners', () => {
  const ana = {
    country: 'BR',
    languages: ['pt', 'en'],
    group: 'slack',
    role: 'mentor',
    availability: 1,
  } as const
  it.each<[string, Partial<Candidate>, Partial<Rules>, string[]]>([
    ['two who have all it takes', { country: 'KE', languages: ['en'] }, {}, []],
    ['compatriots', { country: 'BR' }, {}, ['same-country']],
    ['compatriots, where that is no matter', { country: 'BR' }, { differentCountry: false }, []],
    ['no shared language', { languages: ['fr'] }, {}, ['no-shared-language']],
    ['no languages at all', { languages: [] }, {}, ['no-shared-language']],
    ['no shared language, where none is asked', { languages: ['fr'] }, { sharedLanguage: false }, []],
    ['another workspace', { group: 'discord' }, { withinGroup: true }, ['other-workspace']],
    ['another workspace, where they mix', { group: 'discord' }, {}, []],
    ['two mentors', { role: 'mentor' }, { roles: true }, ['same-role']],
    ['two mentors among peers', { role: 'mentor' }, {}, []],
    ['a mentor and a mentee', { role: 'mentee' }, { roles: true }, []],
    ['a mentor and whoever is needed', { role: 'either' }, { roles: true }, []],
    ['an hour too few', { availability: 1 << 3 }, { leastHours: 1 }, ['few-hours']],
    ['four hours, of which four are needed', { availability: 1 }, { leastHours: 4 }, []],
    ['four hours, of which five are needed', { availability: 1 }, { leastHours: 5 }, ['few-hours']],
    ['hours that were not said', { availability: 0 }, { leastHours: 20 }, []],
    ['earlier partners', {}, { never: [['ana', 'ben']] }, ['earlier-partners']],
    ['earlier partners, named the other way', {}, { never: [['ben', 'ana']] }, ['earlier-partners']],
    ['earlier partners of others', {}, { never: [['ana', 'eva']] }, []],
    [
      'all at once',
      { group: 'discord', country: 'BR', languages: [] },
      { withinGroup: true, never: [['ana', 'ben']] },
      ['other-workspace', 'same-country', 'no-shared-language', 'earlier-partners'],
    ],
  ])('%s', (_, said, rules, against) => {
    const [one, other] = prepared(candidate('ana', ana), candidate('ben', { group: 'slack', ...said }))
    const hard = hardRules({ ...RULES, ...rules })
    for (const [a, b] of [
      [one!, other!],
      [other!, one!],
    ] as const) {
      expect(hard.against(a, b)).toEqual(against)
      expect(hard.allows(a, b)).toBe(against.length === 0)
    }
  })

  it('three need a language that all of them share', () => {
    const [a, b, c] = prepared(
      candidate('a', { languages: ['en', 'fr'] }),
      candidate('b', { languages: ['fr', 'pt'] }),
      candidate('c', { languages: ['pt', 'en'] }),
    )
    const [d] = prepared(candidate('d', { languages: ['en', 'fr', 'pt'] }))
    expect(d).toBeDefined()
    expect(hardRules(RULES).allows(a!, b!)).toBe(true)
    expect(hardRules(RULES).allowsTrio(a!, b!, c!)).toBe(false)
    expect(hardRules({ ...RULES, sharedLanguage: false }).allowsTrio(a!, b!, c!)).toBe(true)
    expect(hardRules({ ...RULES, sharedLanguage: false, never: [['c', 'a']] }).allowsTrio(a!, b!, c!)).toBe(
      false,
    )
  })
})
