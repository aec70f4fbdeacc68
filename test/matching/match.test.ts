import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Edge } from '../../src/matching/components.ts'
import { matchPool } from '../../src/matching/match.ts'
import { preparePeople } from '../../src/matching/person.ts'
import type { Candidate, IdPair, Pool, Rules } from '../../src/matching/pool.ts'
import type { MatchResult } from '../../src/matching/result.ts'
import { hardRules } from '../../src/matching/rules.ts'
import { scorer } from '../../src/matching/score.ts'
import { cases } from '../support/thorough.ts'
import { bruteForce } from './brute.ts'
import { candidate, poolOf, population } from './people.ts'

const names = (result: MatchResult) => result.pairs.map((pair) => [pair.a, pair.b])

/** Everybody is in exactly one place, and every partnership keeps the rules or is locked. */
function expectSound(pool: Pool, result: MatchResult) {
  const placed = [
    ...result.pairs.flatMap((pair) => [pair.a, pair.b]),
    ...result.trios.flatMap((trio) => trio.members),
    ...result.unmatched.map((one) => one.id),
  ]
  expect(placed.sort()).toEqual(pool.people.map((one) => one.id).sort())
  const byId = new Map(preparePeople(pool).map((one) => [one.candidate.id, one]))
  const rules = hardRules(pool.rules)
  const locked = new Set(pool.rules.locked.map((pair) => [...pair].sort().join(' ')))
  for (const { a, b, score } of result.pairs) {
    expect(a < b && score >= 0 && score <= 1000).toBe(true)
    expect(locked.has(`${a} ${b}`) || rules.allows(byId.get(a)!, byId.get(b)!)).toBe(true)
  }
  for (const { members } of result.trios) {
    const [a, b, c] = members.map((id) => byId.get(id)!)
    expect(rules.allowsTrio(a!, b!, c!)).toBe(true)
    expect([a, b, c].every((one) => one!.candidate.acceptsTrio)).toBe(true)
    expect([...members].sort()).toEqual(members)
  }
}

describe('degenerate pools', () => {
  const trio = { acceptsTrio: true }
  it.each<[string, Candidate[], Partial<Rules>, string[][], Record<string, string>]>([
    ['nobody', [], {}, [], {}],
    ['one', [candidate('a')], {}, [], { a: 'alone' }],
    ['two', [candidate('b'), candidate('a')], {}, [['a', 'b']], {}],
    [
      'all from one country',
      ['a', 'b', 'c'].map((id) => candidate(id, { country: 'NZ' })),
      {},
      [],
      { a: 'same-country', b: 'same-country', c: 'same-country' },
    ],
    [
      'all blocked',
      [candidate('a'), candidate('b'), candidate('c')],
      {
        never: [
          ['a', 'b'],
          ['c', 'b'],
          ['a', 'c'],
        ],
      },
      [],
      { a: 'earlier-partners', b: 'earlier-partners', c: 'earlier-partners' },
    ],
    [
      'nobody to talk to',
      ['en', 'fr', 'pt'].map((language) => candidate(language, { languages: [language] })),
      {},
      [],
      { en: 'no-shared-language', fr: 'no-shared-language', pt: 'no-shared-language' },
    ],
    [
      'a workspace each',
      ['a', 'b'].map((id) => candidate(id, { group: id })),
      { withinGroup: true },
      [],
      { a: 'other-workspace', b: 'other-workspace' },
    ],
    [
      'the rule that excludes most',
      [
        candidate('a', { country: 'NZ' }),
        candidate('b', { country: 'NZ', languages: ['fr'] }),
        candidate('c', { languages: ['fr'] }),
        candidate('d', { languages: ['pt'] }),
      ],
      {},
      [['b', 'c']],
      { a: 'no-shared-language', d: 'no-shared-language' },
    ],
    [
      'one hub',
      [
        candidate('hub', { country: 'NZ' }),
        ...['b', 'c', 'd'].map((id) => candidate(id, { country: 'AU', waited: id === 'c' ? 1 : 0 })),
      ],
      {},
      [['c', 'hub']],
      { b: 'odd-one-out', d: 'odd-one-out' },
    ],
    [
      'two locked, nobody left for the third',
      [candidate('a', trio), candidate('b', trio), candidate('c', trio)],
      { locked: [['c', 'a']] },
      [['a', 'c']],
      { b: 'alone' },
    ],
  ])('%s', (_, people, rules, pairs, unmatched) => {
    const pool = poolOf(people, rules)
    const result = matchPool(pool)
    expectSound(pool, result)
    expect(names(result)).toEqual(pairs)
    expect(Object.fromEntries(result.unmatched.map(({ id, why }) => [id, why]))).toEqual(unmatched)
    expect(result.weight).toBe(result.pairs.reduce((sum, pair) => sum + pair.score, 0))
  })
})

describe('somebody left over', () => {
  const maps = { interests: ['maps'] }

  it('is the odd one out, with the candidates that there were', () => {
    const { unmatched } = matchPool(poolOf([candidate('a', maps), candidate('b', maps), candidate('c')]))
    expect(unmatched).toEqual([{ id: 'c', why: 'odd-one-out', candidates: 2 }])
  })

  it('joins a pair if all three accept that', () => {
    const accepting = ['a', 'b', 'c'].map((id) =>
      candidate(id, { ...maps, acceptsTrio: true, country: `${id}!` }),
    )
    const pool = poolOf([...accepting.slice(0, 2), { ...accepting[2]!, interests: [] }])
    const result = matchPool(pool)
    expectSound(pool, result)
    expect(result.pairs).toEqual([])
    expect(result.unmatched).toEqual([])
    const [trio] = result.trios
    expect(trio?.members).toEqual(['a', 'b', 'c'])
    expect(trio?.reasons).toEqual([
      { kind: 'hours', hours: 45, stated: false },
      { kind: 'shared-languages', languages: ['en'] },
      { kind: 'countries', countries: ['a!', 'b!', 'c!'] },
    ])
    // The weight is that of the pair, the score that of the worse acquaintance.
    expect(trio!.score).toBeLessThan(result.weight)
  })

  it.each(['a', 'b', 'c'])('but not if %s does not', (refuses) => {
    const people = ['a', 'b', 'c'].map((id) => candidate(id, { acceptsTrio: id !== refuses }))
    const { trios, unmatched } = matchPool(poolOf(people))
    expect(trios).toEqual([])
    expect(unmatched).toHaveLength(1)
  })

  it('joins where the worst of the three scores is best', () => {
    const people = [
      candidate('a1', { ...maps, acceptsTrio: true }),
      candidate('a2', { ...maps, acceptsTrio: true }),
      candidate('b1', { interests: ['law', 'games'], acceptsTrio: true }),
      candidate('b2', { interests: ['law', 'games'], acceptsTrio: true }),
      candidate('c', { interests: ['games'], acceptsTrio: true }),
    ]
    for (const seed of [1, 2, 3, 4, 5]) {
      const result = matchPool(poolOf(people, {}, seed))
      expect(result.trios.map((trio) => trio.members)).toEqual([['b1', 'b2', 'c']])
      expect(names(result)).toEqual([['a1', 'a2']])
    }
  })

  it('joins no pair that holds an earlier partner', () => {
    const people = ['a', 'b', 'c'].map((id) =>
      candidate(id, { ...(id === 'c' ? {} : maps), acceptsTrio: true }),
    )
    const result = matchPool(poolOf(people, { never: [['c', 'b']] }))
    expect(result.trios).toEqual([])
    expect(result.unmatched).toHaveLength(1)
  })

  it('is not always the same person where the seed decides', () => {
    const people = ['a', 'b', 'c'].map((id) => candidate(id))
    const left = Array.from({ length: 20 }, (_, seed) => matchPool(poolOf(people, {}, seed)).unmatched[0]!.id)
    expect([...new Set(left)].sort()).toEqual(['a', 'b', 'c'])
  })
})

describe('any pool', () => {
  const small = fc
    .record({
      size: fc.nat(9),
      seed: fc.nat(1e6),
      countries: fc.integer({ min: 1, max: 4 }),
      waits: fc.integer({ min: 0, max: 3 }),
      withinGroup: fc.boolean(),
      never: fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { maxLength: 8 }),
    })
    .map(({ size, seed, countries, waits, withinGroup, never }): Pool => {
      const people = population(size, seed).map((one, index) => ({
        ...one,
        country: `C${Number(one.country.slice(1)) % countries}`,
        waited: (index * 7 + seed) % (waits + 1),
      }))
      const pairs = never.map(([i, j]): IdPair => [`p${i}`, `p${j}`])
      return poolOf(people, { withinGroup, never: pairs }, seed)
    })

  it('has as many paired as can be, then those who waited longest, then the greatest score', () => {
    fc.assert(
      fc.property(small, (pool) => {
        const result = matchPool(pool)
        expectSound(pool, result)

        const people = preparePeople(pool)
        const rules = hardRules(pool.rules)
        const score = scorer(pool.weights)
        const edges = people.flatMap((one, i) =>
          people.flatMap((other, j): Edge[] =>
            i < j && rules.allows(one, other) ? [[i, j, score(one, other)]] : [],
          ),
        )
        const waited = people.map((one) => one.candidate.waited)
        const best = bruteForce(people.length, edges, ([i, j, w]) => [1, waited[i]! + waited[j]!, w])
        const pairs = result.pairs.length + result.trios.length
        expect([pairs, result.weight]).toEqual([best[0], best[2]])

        // Thirds wait no more once they have joined, so the waiting are counted without trios.
        if (result.trios.length > 0) return
        const paired = new Set(names(result).flat())
        const sum = pool.people.reduce((sum, one) => sum + (paired.has(one.id) ? one.waited : 0), 0)
        expect(sum).toBe(best[1])
      }),
      { numRuns: cases(300, 2000) },
    )
  })

  it('gives the same whatever order it is told in', () => {
    fc.assert(
      fc.property(small, fc.nat(1000), (pool, turn) => {
        const turned = <T>(list: readonly T[]) =>
          [...list.slice(turn % (list.length || 1)), ...list.slice(0, turn % (list.length || 1))].reverse()
        const other: Pool = {
          ...pool,
          people: turned(pool.people).map((one) => ({
            ...one,
            languages: turned(one.languages),
            interests: turned(one.interests),
            canTell: turned(one.canTell),
            wantsToLearn: turned([...one.wantsToLearn, ...one.wantsToLearn]),
          })),
          rules: { ...pool.rules, never: turned(pool.rules.never).map(([a, b]) => [b, a]) },
        }
        expect(matchPool(other)).toEqual(matchPool(pool))
      }),
      { numRuns: cases(60, 300) },
    )
  })
})

describe('a first round of 392', () => {
  const people = population(392).map((one) => ({ ...one, languages: [...new Set(['en', ...one.languages])] }))
  const pool = poolOf(people, { withinGroup: true })

  it('makes 196 pairs within two workspaces, quickly', () => {
    const started = performance.now()
    const result = matchPool(pool)
    const ms = performance.now() - started
    expectSound(pool, result)
    expect(result.pairs).toHaveLength(196)
    expect(result.unmatched).toEqual([])
    expect(result.pairs.every((pair) => pair.reasons.length >= 2)).toBe(true)
    expect(matchPool({ ...pool, people: people.toReversed() })).toEqual(result)
    // Far above what it takes, so that a busy machine does not fail it.
    expect(ms).toBeLessThan(5000)
  })
})
