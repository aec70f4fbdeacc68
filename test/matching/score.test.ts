import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { preparePeople } from '../../src/matching/person.ts'
import { type Candidate, PARTS, type Part, type Weights } from '../../src/matching/pool.ts'
import { reasonsFor } from '../../src/matching/reasons.ts'
import { scorer } from '../../src/matching/score.ts'
import { checkWeights, DEFAULT_WEIGHTS, WEIGHT_WORDS } from '../../src/matching/weights.ts'
import { candidate, poolOf, population } from './people.ts'

const NOTHING = Object.fromEntries(PARTS.map((part) => [part, 0])) as Weights

function two(one: Partial<Candidate>, other: Partial<Candidate>) {
  const people = preparePeople(poolOf([candidate('a', one), candidate('b', other)]))
  const find = (id: string) => people.find((person) => person.candidate.id === id)!
  return [find('a'), find('b')] as const
}

function pointsOf(part: Part, one: Partial<Candidate>, other: Partial<Candidate>) {
  const [a, b] = two(one, other)
  const score = scorer({ ...NOTHING, [part]: 3 })
  expect(score(b, a)).toBe(score(a, b))
  return score(a, b)
}

describe('points of a part', () => {
  it.each<[Part, string, Partial<Candidate>, Partial<Candidate>, number]>([
    ['interests', 'nothing shared', { interests: ['maps'] }, { interests: ['games'] }, 0],
    ['interests', 'one', { interests: ['maps', 'law'] }, { interests: ['maps'] }, 500],
    ['interests', 'two', { interests: ['maps', 'law'] }, { interests: ['law', 'maps'] }, 750],
    [
      'interests',
      'five',
      { interests: ['a', 'b', 'c', 'd', 'e'] },
      { interests: ['a', 'b', 'c', 'd', 'e'] },
      1000,
    ],
    ['wishes', 'none met', { canTell: ['maps'] }, { canTell: ['maps'] }, 0],
    ['wishes', 'one met', { canTell: ['maps'] }, { wantsToLearn: ['maps'] }, 500],
    [
      'wishes',
      'one each way',
      { canTell: ['maps'], wantsToLearn: ['law'] },
      { wantsToLearn: ['maps'], canTell: ['law'] },
      1000,
    ],
    ['sector', 'nobody says anything', {}, {}, 500],
    ['sector', 'the same, no wish', { sector: 'law' }, { sector: 'law' }, 1000],
    ['sector', 'others, no wish', { sector: 'law' }, { sector: 'school' }, 500],
    ['sector', 'wished by one', { wishSector: 'school' }, { sector: 'school' }, 750],
    ['sector', 'wished in vain', { wishSector: 'school' }, { sector: 'law' }, 250],
    ['sector', 'another than the same wished', { sector: 'law', wishSector: 'x' }, { sector: 'law' }, 500],
    ['sector', 'the same wished by both', { sector: 'law', wishSector: 'same' }, { sector: 'law' }, 1000],
    ['sector', 'the same as nothing', { wishSector: 'same' }, {}, 250],
    ['hours', 'a working week', {}, {}, 1000],
    ['hours', 'an evening', { availability: 4 }, { availability: 4 }, 500],
    ['hours', 'none', { availability: 1 }, { availability: 2 }, 0],
    ['frequency', 'the same', { frequency: 'weekly' }, { frequency: 'weekly' }, 1000],
    ['frequency', 'different', { frequency: 'weekly' }, { frequency: 'monthly' }, 0],
    ['medium', 'not said', { medium: 'video' }, {}, 500],
    ['career', 'the same', { careerStage: 'new' }, { careerStage: 'new' }, 1000],
    ['languages', 'English', {}, {}, 500],
    ['languages', 'another one', { languages: ['pt'] }, { languages: ['pt', 'en'] }, 800],
    ['languages', 'two', { languages: ['pt', 'en'] }, { languages: ['pt', 'en'] }, 1000],
    ['languages', 'none', { languages: ['pt'] }, { languages: ['fr'] }, 0],
  ])('%s: %s', (part, _, one, other, points) => {
    expect(pointsOf(part, one, other)).toBe(points)
  })

  it('are for being told what one wants to learn as for sharing an interest', () => {
    expect(DEFAULT_WEIGHTS.wishes).toBe(DEFAULT_WEIGHTS.interests)
    expect(DEFAULT_WEIGHTS.career).toBe(WEIGHT_WORDS.little)
  })
})

describe('scores', () => {
  const weight = fc.integer({ min: 0, max: 1_000_000 })
  const weights = fc.record({
    interests: weight,
    wishes: weight,
    sector: weight,
    hours: weight,
    frequency: weight,
    medium: weight,
    career: weight,
    languages: weight,
  })

  it('are integers from 0 to 1000, whatever the weights and whoever comes first', () => {
    fc.assert(
      fc.property(weights, fc.nat(1000), (weights, seed) => {
        const [one, other] = preparePeople(poolOf(population(2, seed)))
        const score = scorer(weights)(one!, other!)
        expect(Number.isInteger(score) && score >= 0 && score <= 1000).toBe(true)
        expect(scorer(weights)(other!, one!)).toBe(score)
      }),
    )
  })

  it('are nothing where nothing counts', () => {
    expect(scorer(NOTHING)(...two({}, {}))).toBe(0)
  })

  it('reach both ends', () => {
    const same = {
      interests: ['a', 'b', 'c', 'd'],
      canTell: ['a'],
      wantsToLearn: ['a'],
      sector: 'law',
      frequency: 'weekly',
      medium: 'video',
      careerStage: 'new',
      languages: ['en', 'pt'],
    }
    expect(scorer(DEFAULT_WEIGHTS)(...two(same, same))).toBe(1000)
    const other = {
      availability: 2,
      languages: ['fr'],
      wishSector: 'y',
      frequency: 'monthly',
      medium: 'mail',
      careerStage: 'old',
    }
    const none = scorer(DEFAULT_WEIGHTS)(...two({ ...same, availability: 1, wishSector: 'x' }, other))
    expect(none).toBe(0)
  })

  it.each([-1, 1.5, Number.NaN, 1_000_001])('refuse the weight %d', (bad) => {
    expect(() => checkWeights({ ...DEFAULT_WEIGHTS, hours: bad })).toThrow(/hours/)
  })
})

describe('reasons', () => {
  const ana: Partial<Candidate> = {
    country: 'BR',
    sector: 'law',
    wishSector: 'same',
    interests: ['maps', 'games', 'law'],
    canTell: ['maps', 'archives'],
    languages: ['pt', 'en'],
    frequency: 'weekly',
    medium: 'video',
    careerStage: 'new',
  }
  const ben: Partial<Candidate> = {
    country: 'KE',
    sector: 'law',
    interests: ['law', 'maps'],
    wantsToLearn: ['archives'],
    languages: ['en', 'sw'],
    frequency: 'weekly',
    medium: 'mail',
    careerStage: 'new',
  }

  it('are facts, strongest first', () => {
    expect(reasonsFor(two(ana, ben), DEFAULT_WEIGHTS)).toEqual([
      { kind: 'shared-interests', interests: ['law', 'maps'] },
      { kind: 'can-tell', from: 'a', to: 'b', interests: ['archives'] },
      { kind: 'hours', hours: 45, stated: false },
      { kind: 'same-frequency', frequency: 'weekly' },
      { kind: 'sector-as-wished', by: ['a'], sector: 'law' },
      { kind: 'career', stage: 'new' },
      { kind: 'shared-languages', languages: ['en'] },
      { kind: 'countries', countries: ['BR', 'KE'] },
    ])
  })

  it('follow the weights', () => {
    const [first] = reasonsFor(two(ana, ben), { ...NOTHING, career: 1 })
    expect(first).toEqual({ kind: 'career', stage: 'new' })
  })

  it.each<[string, Partial<Candidate>, Partial<Candidate>, unknown[]]>([
    [
      'both from one, no wish',
      { sector: 'law' },
      { sector: 'law' },
      [{ kind: 'same-sector', sector: 'law' }],
    ],
    [
      'each wished for the other’s',
      { sector: 'law', wishSector: 'school' },
      { sector: 'school', wishSector: 'law' },
      [
        { kind: 'sector-as-wished', by: ['a'], sector: 'school' },
        { kind: 'sector-as-wished', by: ['b'], sector: 'law' },
      ],
    ],
    [
      'both wished the same',
      { sector: 'law', wishSector: 'same' },
      { sector: 'law', wishSector: 'law' },
      [{ kind: 'sector-as-wished', by: ['a', 'b'], sector: 'law' }],
    ],
    ['wished in vain', { wishSector: 'school' }, { sector: 'law' }, []],
  ])('of sectors: %s', (_, one, other, expected) => {
    const reasons = reasonsFor(two(one, other), DEFAULT_WEIGHTS)
    expect(reasons.filter((reason) => reason.kind.includes('sector'))).toEqual(expected)
  })

  it('are at least two for partners from two countries with a language in common', () => {
    const silent = { availability: 1, interests: [] }
    expect(reasonsFor(two(silent, { availability: 2 }), DEFAULT_WEIGHTS)).toEqual([
      { kind: 'shared-languages', languages: ['en'] },
      { kind: 'countries', countries: ['a', 'b'] },
    ])
  })
})
