import { describe, expect, it } from 'vitest'
import { matchPool } from '../../src/matching/match.ts'
import type { Candidate, Pool } from '../../src/matching/pool.ts'
import { candidate, poolOf } from './people.ts'

describe('the hash of the inputs', () => {
  const pool = poolOf([candidate('a'), candidate('b')])
  const hash = (changed: Partial<Pool>) => matchPool({ ...pool, ...changed }).inputsHash

  it('is 64 hexadecimal digits', () => {
    expect(hash({})).toMatch(/^[0-9a-f]{64}$/)
  })

  it.each<[string, Partial<Pool>]>([
    ['the seed', { seed: 2 }],
    ['the start', { at: 0 }],
    ['the end', { until: 0 }],
    ['a weight', { weights: { ...pool.weights, hours: 4 } }],
    ['a rule', { rules: { ...pool.rules, withinGroup: true } }],
    ['roles', { rules: { ...pool.rules, roles: true } }],
    ['hours that are needed', { rules: { ...pool.rules, leastHours: 1 } }],
    ['a block', { rules: { ...pool.rules, never: [['a', 'z']] } }],
    ['half of the seed that is beyond 32 bits', { seed: 2 ** 32 + 1 }],
    ['a person more', { people: [...pool.people, candidate('c')] }],
  ])('changes with %s', (_, changed) => {
    expect(hash(changed)).not.toBe(hash({}))
  })

  const otherwise: Omit<Candidate, 'id'> = {
    group: 'two',
    country: 'NZ',
    zone: 'Asia/Kathmandu',
    languages: ['en', 'pt'],
    sector: 'law',
    careerStage: 'new',
    frequency: 'weekly',
    medium: 'mail',
    interests: ['maps'],
    canTell: ['maps'],
    wantsToLearn: ['maps'],
    wishSector: 'same',
    availability: 1,
    role: 'mentee',
    acceptsTrio: true,
    waited: 1,
  }
  it.each(Object.entries(otherwise))('changes with a person’s %s', (field, value) => {
    expect(hash({ people: [candidate('a', { [field]: value }), candidate('b')] })).not.toBe(hash({}))
  })
})
