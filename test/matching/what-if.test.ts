import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestPairs, type Cost } from '../../src/matching/best-pairs.ts'
import { matchPool } from '../../src/matching/match.ts'
import type { IdPair, Pool } from '../../src/matching/pool.ts'
import { prepare } from '../../src/matching/prepare.ts'
import { alternatives, whatIf } from '../../src/matching/what-if.ts'
import { cases } from '../support/thorough.ts'
import { poolOf, population } from './people.ts'

const pools = fc.record({ size: fc.integer({ min: 2, max: 24 }), seed: fc.nat(10_000) }).map(
  ({ size, seed }): Pool =>
    poolOf(
      population(size, seed).map((one) => ({
        ...one,
        acceptsTrio: false,
        waited: seed % 2 === 0 ? 0 : one.waited,
      })),
    ),
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
      { numRuns: cases(15, 60) },
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
      { numRuns: cases(50, 200) },
    )
  })

  it('is least with the partners that are named as the others, of all there are', () => {
    fc.assert(
      fc.property(pools, fc.nat(), fc.integer({ min: 1, max: 4 }), (pool, first, count) => {
        const one = pool.people[first % pool.people.length]
        if (!one) return
        const [found = []] = alternatives(pool, [one.id], count)
        const now = matchPool(pool)
        const partner = now.pairs.flatMap(({ a, b }) => (a === one.id ? [b] : b === one.id ? [a] : []))
        const all = pool.people.flatMap(({ id }) => {
          if (id === one.id || partner.includes(id)) return []
          const [cost] = whatIf(pool, [[one.id, id]])
          return cost ? [cost] : []
        })
        expect(found).toHaveLength(Math.min(count, all.length))
        // Who waits counts between pairs and points, so that these alone need not be in order.
        const nobodyWaits = pool.people.every(({ waited }) => waited === 0)
        const order = (a: Cost, b: Cost) => a.pairs - b.pairs || a.points - b.points
        if (nobodyWaits) {
          expect(found.map(({ cost }) => cost)).toEqual(all.sort(order).slice(0, count))
        }
        for (const { id, cost } of found) expect(whatIf(pool, [[one.id, id]])).toEqual([cost])
      }),
      { numRuns: cases(15, 60) },
    )
  })

  it('is never less than the duals say at once', () => {
    fc.assert(
      fc.property(pools, (pool) => {
        const { free, rules, score } = prepare(pool)
        const { atLeast, loss, mate } = bestPairs(free, pool, score)
        for (const [i, one] of free.entries()) {
          for (const [j, other] of free.entries()) {
            if (i >= j || !rules.allows(one, other)) continue
            const lost = loss('together', one, other)?.lost ?? Number.NaN
            expect(atLeast(one, other)).toBeLessThanOrEqual(lost)
            if (mate[i] === j) expect([atLeast(one, other), lost]).toEqual([0, 0])
          }
        }
      }),
      { numRuns: cases(10, 40) },
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
