import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoredPairs } from '../../../src/matching/scoring/source.ts'
import type { EdgeList } from '../../../src/matching/solver/graph.ts'
import { cases } from '../../support/thorough.ts'
import { allowedIn, pools, scanned } from './pools.ts'

const MOST = 24

const listed = ({ count, ones, others, weights }: EdgeList) =>
  Array.from({ length: count }, (_, at) => [ones[at]!, others[at]!, weights[at]!] as const)
const inOrder = (pairs: readonly (readonly [number, number, number])[]) =>
  [...pairs].sort((one, other) => one[0] - other[0] || one[1] - other[1])
const numbers = (min: number, max: number) =>
  fc.array(fc.integer({ min, max }), { minLength: MOST, maxLength: MOST })

/** Blossoms as stretches of leaves that nest, from cuts that may not fit together. */
const forests = fc.array(fc.tuple(fc.nat(MOST - 1), fc.nat(MOST - 1), fc.integer({ min: 1, max: 300 })), {
  maxLength: 9,
})
const orders = fc.shuffledSubarray(
  Array.from({ length: MOST }, (_, at) => at),
  { minLength: MOST },
)

function nested(n: number, cuts: readonly (readonly [number, number, number])[]) {
  const nests: { from: number; to: number; z: number }[] = []
  for (const [one, other, z] of cuts) {
    const [from, to] = [Math.min(one, other), Math.max(one, other) + 1]
    const fits = nests.every(
      (nest) =>
        nest.to <= from ||
        to <= nest.from ||
        (nest.from <= from && to <= nest.to) ||
        (from <= nest.from && nest.to <= to),
    )
    if (to <= n && to - from > 1 && fits) nests.push({ from, to, z })
  }
  return nests
}

describe('the scored pairs of a pool', () => {
  it('are each other’s candidates, once', () => {
    fc.assert(
      fc.property(pools, numbers(0, 5000), fc.integer({ min: 1, max: 8 }), (pool, worth, keep) => {
        const people = scanned(pool)
        const pairs = scoredPairs(people, pool, Float64Array.from(worth))
        const found = listed(pairs.candidates(keep))
        expect(new Set(found.map(([i, j]) => `${i} ${j}`)).size).toBe(found.length)
        for (const [row] of people.entries()) {
          const all = allowedIn(pool, people, row)
          const own = found.filter(([i, j]) => i === row || j === row)
          const score = new Map(all)
          for (const [i, j, weight] of own) {
            expect(i).toBeLessThan(j)
            expect(weight).toBe(score.get(i === row ? j : i)! + worth[i]! + worth[j]!)
          }
          const best = all.map(([, score]) => score).sort((one, other) => other - one)
          const scores = own.map(([i, j]) => score.get(i === row ? j : i)!).sort((one, other) => other - one)
          expect(scores.slice(0, Math.min(keep, best.length))).toEqual(best.slice(0, keep))
        }
      }),
      { numRuns: cases(60, 300) },
    )
  })

  it('are violated where they outweigh their duals and what lies around both, the worst of each row', () => {
    fc.assert(
      fc.property(
        fc.record({
          pool: pools,
          cuts: forests,
          y: numbers(-100, 1800),
          worth: numbers(0, 300),
          order: orders,
          lift: fc.integer({ min: -50, max: 200 }),
          keep: fc.integer({ min: 1, max: 6 }),
        }),
        ({ pool, cuts, y, worth, order, lift, keep }) => {
          const people = scanned(pool)
          const n = people.length
          const leaves = order.filter((each) => each < n)
          const blossoms = nested(n, cuts)
          const over = (i: number, j: number, weight: number) => {
            const places = [leaves.indexOf(i), leaves.indexOf(j)]
            const around = blossoms.filter(({ from, to }) =>
              places.every((place) => from <= place && place < to),
            )
            const held = around.reduce((sum, { z }) => sum + 2 * z, 0)
            return 2 * (weight + lift) - (y[i]! + y[j]! + held)
          }
          const pairs = scoredPairs(people, pool, Float64Array.from(worth))
          const found = pairs.price({ lift, dual: y, leaves, blossoms }, keep)
          let violation = 0
          const others = new Int32Array(n)
          const weights = new Float64Array(n)
          for (const row of people.keys()) {
            const all = allowedIn(pool, people, row)
              .filter(([other]) => other > row)
              .map(([other, score]) => [row, other, score + worth[row]! + worth[other]!] as const)
            const count = pairs.rows(row, others, weights)
            expect(Array.from({ length: count }, (_, at) => [row, others[at], weights[at]])).toEqual(all)

            const worst = all.map((pair) => over(...pair)).filter((each) => each > 0)
            worst.sort((one, other) => other - one)
            violation += worst[0] ?? 0
            const own = listed(found.pairs).filter(([i]) => i === row)
            expect(own.map((pair) => over(...pair))).toEqual(worst.slice(0, keep))
            expect(all).toEqual(expect.arrayContaining(inOrder(own)))
          }
          expect(found.violation).toBe(violation)

          // Some rows alone, each with everybody: all pairs of theirs, each once.
          const rows = Int32Array.from(people.keys()).filter((row) => row % 3 === 1)
          const some = pairs.price({ lift, dual: y, leaves, blossoms }, MOST, rows)
          const wanted = [...people.keys()].flatMap((row) =>
            allowedIn(pool, people, row)
              .filter(([other]) => other > row && (rows.includes(row) || rows.includes(other)))
              .map(([other, score]) => [row, other, score + worth[row]! + worth[other]!] as const)
              .filter((pair) => over(...pair) > 0),
          )
          expect(inOrder(listed(some.pairs))).toEqual(inOrder(wanted))
          const worst = [...rows].map((row) =>
            Math.max(0, ...wanted.filter(([i, j]) => i === row || j === row).map((pair) => over(...pair))),
          )
          expect(some.violation).toBe(worst.reduce((sum, each) => sum + each, 0))
        },
      ),
      { numRuns: cases(100, 500) },
    )
  })
})
