import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashPool } from '../../src/matching/hash.ts'
import { matchPool, settled } from '../../src/matching/match.ts'
import type { IdPair, Pool } from '../../src/matching/pool.ts'
import { whatIf } from '../../src/matching/what-if.ts'
import { cases } from '../support/thorough.ts'
import { candidate, poolOf } from './people.ts'
import { pools } from './scoring/pools.ts'

const lastResort = (...pairs: IdPair[]) => ({ again: { pairs, lastResort: true } })
const people = (...ids: string[]) => ids.map((id) => candidate(id))
const paired = (pool: Pool) => matchPool(pool).pairs.map(({ a, b }) => `${a}${b}`)

describe('earlier partners who may meet again as a last resort', () => {
  const four = people('a', 'b', 'c', 'd')
  const all: IdPair[] = [...'abcd'].flatMap((one, at) =>
    [...'abcd'].slice(at + 1).map((other): IdPair => [one, other]),
  )

  it('do where everybody was everybody’s partner, and it is said of them first', () => {
    const result = matchPool(poolOf(four, lastResort(...all)))
    expect(result.pairs).toHaveLength(2)
    for (const { a, b, score, reasons } of result.pairs) {
      expect(score).toBe(0)
      expect(reasons[0]).toEqual({ kind: 'partners-before', people: [a, b] })
      expect(reasons.length).toBeGreaterThan(1)
    }
  })

  it('do not where all others have a partner, however much speaks for it', () => {
    const fond = { interests: ['maps', 'rare', 'data', 'law'] }
    const pool = poolOf(
      [candidate('a', fond), candidate('b', fond), ...people('c', 'd')],
      lastResort(['a', 'b']),
    )
    expect(paired(pool).sort()).not.toContain('ab')
    expect(paired(pool)).toHaveLength(2)
  })

  it('do no more than it takes: as if nothing spoke for them', () => {
    // a and b, c and d were partners; e knows nobody, and only one of them can be left over.
    const pool = poolOf(people('a', 'b', 'c', 'd', 'e', 'f'), lastResort(...all))
    const { pairs, unmatched } = matchPool(pool)
    expect(unmatched).toEqual([])
    expect(pairs.filter(({ reasons }) => reasons[0]?.kind === 'partners-before')).toHaveLength(1)
  })

  it('rather than leaving more people over: a whole chain is turned for it', () => {
    // a has not met b alone, and c and d can only be partners of those whom they have met.
    const never: IdPair[] = [
      ['c', 'd'],
      ['a', 'd'],
      ['b', 'c'],
    ]
    const pool = poolOf(four, { never, ...lastResort(['a', 'c'], ['b', 'd']) })
    expect(paired(pool)).toEqual(['ac', 'bd'])
  })

  it('are told the truth where even that helps nobody', () => {
    const pool = poolOf(people('a', 'b', 'c'), lastResort(['a', 'c'], ['b', 'c']))
    const [left] = matchPool(pool).unmatched
    expect(left).toMatchObject({ id: 'c', why: 'odd-one-out' })
  })

  it('leave as few over as can be, and are none where they are not needed', () => {
    const withRule = (pool: Pool, again: Pool['rules']['again']): Pool => {
      const { again: _, ...rules } = pool.rules
      return { ...pool, rules: again ? { ...rules, again } : rules }
    }
    fc.assert(
      fc.property(pools, (pool) => {
        const pairs = pool.rules.again?.pairs ?? []
        const asked = withRule(pool, { pairs, lastResort: true })
        const result = matchPool(asked)
        const freely = matchPool(withRule(pool, { pairs, lastResort: false }))
        const without = matchPool({
          ...withRule(pool, undefined),
          rules: { ...withRule(pool, undefined).rules, never: [...pool.rules.never, ...pairs] },
        })
        expect(result.unmatched.length).toBe(Math.min(without.unmatched.length, result.unmatched.length))
        expect(result.pairs.length + result.trios.length).toBeLessThanOrEqual(
          freely.pairs.length + freely.trios.length,
        )
        if (result.unmatched.length === without.unmatched.length)
          expect(result.pairs.map(({ a, b }) => [a, b])).toEqual(without.pairs.map(({ a, b }) => [a, b]))
      }),
      { numRuns: cases(60, 400) },
    )
  })

  it('are counted on where it is asked what a change costs', () => {
    const pool = poolOf(four, lastResort(...all))
    const [{ a, b } = { a: '', b: '' }] = matchPool(pool).pairs
    expect(whatIf(pool, [[a, b]])).toEqual([{ pairs: 0, points: 0 }])
    const needed = poolOf(four, lastResort(['a', 'b']))
    expect(settled(needed).pool.rules.again).toBeUndefined()
  })
})

it('earlier partners who may meet again since time has passed are as all others, and it is said of them', () => {
  const fond = { interests: ['maps'] }
  const again = { pairs: [['a', 'b'] as const], lastResort: false }
  const pool = poolOf([candidate('a', fond), candidate('b', fond)], { again })
  const [pair] = matchPool(pool).pairs
  expect(pair?.score).toBe(matchPool(poolOf(pool.people)).pairs[0]?.score)
  expect(pair?.reasons[0]).toEqual({ kind: 'partners-before', people: ['a', 'b'] })
})

it('who is kept apart is told apart from earlier partners', () => {
  const [one] = matchPool(poolOf(people('a', 'b'), { apart: [['b', 'a']] })).unmatched
  expect(one).toMatchObject({ why: 'kept-apart', wayOut: 'kept-apart' })
})

it('the hash of a pool is what it was where nothing of this is asked for, and another where it is', () => {
  const pool = poolOf(people('a', 'b'))
  const hash = (rules: Partial<Pool['rules']>) => hashPool({ ...pool, rules: { ...pool.rules, ...rules } })
  expect(hash({ apart: [], again: { pairs: [], lastResort: true } })).toBe(hashPool(pool))
  const hashes = [
    hash({}),
    hash({ never: [['a', 'b']] }),
    hash({ apart: [['a', 'b']] }),
    hash(lastResort(['a', 'b'])),
    hash({ again: { pairs: [['a', 'b']], lastResort: false } }),
  ]
  expect(new Set(hashes).size).toBe(5)
})
