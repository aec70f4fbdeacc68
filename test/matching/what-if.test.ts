import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchPool, whatIf } from '../../src/matching/match.ts'
import type { IdPair, Pool } from '../../src/matching/pool.ts'
import { poolOf, population } from './people.ts'

const pools = fc
  .record({ size: fc.integer({ min: 2, max: 24 }), seed: fc.nat(10_000) })
  .map(
    ({ size, seed }): Pool => poolOf(population(size, seed).map((one) => ({ ...one, acceptsTrio: false }))),
  )

describe('what a change would cost', () => {
  it('is what the best matching loses when it is computed anew with the change', () => {
    fc.assert(
      fc.property(pools, (pool) => {
        const now = matchPool(pool)
        const apart = now.pairs.map(({ a, b }): IdPair => [a, b])
        const costs = whatIf(pool, apart)
        for (const [index, pair] of apart.entries()) {
          const never = [...pool.rules.never, pair]
          const then = matchPool({ ...pool, rules: { ...pool.rules, never } })
          expect(costs[index]).toEqual({
            pairs: now.pairs.length - then.pairs.length,
            points: now.weight - then.weight,
          })
        }
      }),
      { numRuns: 60 },
    )
  })

  it('is also known for bringing two together, and for nobody whom the rules keep apart', () => {
    fc.assert(
      fc.property(pools, fc.nat(), fc.nat(), (pool, first, second) => {
        const [one, other] = [first, second].map((at) => pool.people[at % pool.people.length])
        if (!one || !other || one === other) return
        const [cost] = whatIf(pool, [[one.id, other.id]])
        const now = matchPool(pool)
        const paired = now.pairs.some(({ a, b }) => [a, b].includes(one.id) && [a, b].includes(other.id))
        if (paired) return
        if (cost === undefined) {
          expect(
            one.country === other.country || !one.languages.some((each) => other.languages.includes(each)),
          ).toBe(true)
          return
        }
        const then = matchPool({ ...pool, rules: { ...pool.rules, locked: [[one.id, other.id]] } })
        expect(cost).toEqual({
          pairs: now.pairs.length - then.pairs.length,
          points: now.weight - then.weight,
        })
      }),
      { numRuns: 200 },
    )
  })

  it('comes with the proof that there is nothing better', () => {
    const pool = poolOf(population(60))
    const { proof, pairs } = matchPool(pool)
    const { people, certificate } = proof
    const proved = certificate.mate.flatMap((other, one) =>
      one < other ? [[people[one], people[other]].sort().join(' ')] : [],
    )
    expect(proved.sort()).toEqual(pairs.map(({ a, b }) => `${a} ${b}`).sort())
  })
})
