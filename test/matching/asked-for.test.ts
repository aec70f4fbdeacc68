import { describe, expect, it } from 'vitest'
import { matchPool } from '../../src/matching/match.ts'
import type { Candidate, IdPair, Pool } from '../../src/matching/pool.ts'
import type { MatchResult } from '../../src/matching/result.ts'
import { candidate, poolOf } from './people.ts'

const names = (result: MatchResult) => result.pairs.map((pair) => [pair.a, pair.b])

describe('locks', () => {
  const people = ['a', 'b', 'c', 'd'].map((id) =>
    candidate(id, { country: 'NZ', interests: id < 'c' ? ['x'] : ['y'] }),
  )

  it('stand, even against the rules, and are scored with reasons', () => {
    const pool = poolOf(people, { locked: [['d', 'a']] })
    const result = matchPool(pool)
    expect(names(result)).toEqual([['a', 'd']])
    expect(result.pairs[0]!.reasons.length).toBeGreaterThanOrEqual(2)
    expect(result.weight).toBe(result.pairs[0]!.score)
  })

  it('may be said twice', () => {
    const locked: IdPair[] = [
      ['d', 'a'],
      ['a', 'd'],
    ]
    expect(names(matchPool(poolOf(people, { locked })))).toEqual([['a', 'd']])
  })

  it('are void when somebody has left', () => {
    const result = matchPool(poolOf(people, { locked: [['a', 'gone']], differentCountry: false }))
    expect(names(result)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })

  it.each<[string, IdPair[], RegExp]>([
    ['to themselves', [['a', 'a']], /a is locked to themselves/],
    [
      'to two',
      [
        ['a', 'b'],
        ['c', 'b'],
      ],
      /b is locked to two/,
    ],
  ])('are refused %s', (_, locked, message) => {
    expect(() => matchPool(poolOf(people, { locked }))).toThrow(message)
  })
})

describe('what contradicts itself is refused', () => {
  it.each<[string, Pool, RegExp]>([
    ['an id twice', poolOf([candidate('a'), candidate('b'), candidate('a')]), /a is in the pool twice/],
    ['waiting less than nothing', poolOf([candidate('a', { waited: -1 })]), /a has waited -1/],
    ['a bit too many', poolOf([candidate('a', { availability: 2 ** 21 })]), /availability of a/],
    ['half an hour', poolOf([], { leastHours: 0.5 }), /0\.5 hours in common/],
    ['hours that are owed', poolOf([], { leastHours: -1 }), /-1 hours in common/],
    ['no start', { ...poolOf([candidate('a')]), at: Number.NaN }, /epoch|NaN|integer/i],
    ['too many', poolOf(new Array<Candidate>(1_000_001).fill(candidate('a'))), /a pool of 1000001 people/],
    ['half a seed', poolOf([], {}, 0.5), /seed 0\.5/],
    ['no such zone', poolOf([candidate('a', { zone: 'Nowhere' })]), /zone.*nowhere/i],
  ])('%s', (_, pool, message) => {
    expect(() => matchPool(pool)).toThrow(RangeError)
    expect(() => matchPool(pool)).toThrow(message)
  })
})
