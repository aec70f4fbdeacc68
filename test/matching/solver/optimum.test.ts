import blossom from 'edmonds-blossom-fixed'
import { describe, expect, it } from 'vitest'
import type { Edge } from '../../../src/matching/components.ts'
import { inventPool } from '../../../src/matching/generate.ts'
import { scoredPairs } from '../../../src/matching/scoring/source.ts'
import { optimum } from '../../../src/matching/solver/optimum.ts'
import { cases } from '../../support/thorough.ts'
import { INSTANCES } from '../instances.ts'
import { scanned } from '../scoring/pools.ts'
import { best, nest, numbers, randomCase, shuffled } from './graphs.ts'
import { type Case, problemOf, proved, sizeOf } from './problems.ts'

/** A case that fails is easier to find with its seed. */
function everyCase(count: number, most: number, test: (each: Case, seed: number) => void): void {
  for (let seed = 1; seed <= count; seed++) {
    try {
      test(randomCase(seed, most), seed)
    } catch (error) {
      throw new Error(`seed ${seed} of graphs of up to ${most} vertices`, { cause: error })
    }
  }
}

/** What counts of a matching's size. */
const counted = ({ maxCardinality }: Case, [pairs, weight]: readonly [number, number]) =>
  maxCardinality ? [pairs, weight] : [weight]

describe('the optimum', () => {
  it.each([
    { count: cases(2000, 20_000), most: 9 },
    { count: cases(150, 1000), most: 14 },
  ])('is what trying all gives, and proved: $count graphs of up to $most', ({ count, most }) => {
    everyCase(count, most, (each, seed) => {
      // With few candidates, most pairs come in only when they are priced.
      const found = proved(each, optimum(problemOf(each), { candidates: 1 + (seed % 5) }))
      expect(counted(each, found)).toEqual(counted(each, best(each)))
    })
  })

  it('is exact up to the greatest weights that are accepted', () => {
    everyCase(cases(200, 1000), 9, ({ n, edges }, seed) => {
      const next = numbers(seed)
      const greatest = Math.floor(Number.MAX_SAFE_INTEGER / Math.max(n, 2))
      const great = edges.map(([one, other]): Edge => {
        const part = Math.floor((greatest / 2 ** 20) * next(2 ** 20)) + next(1000) + 1
        return [one, other, next(2) === 0 ? greatest - next(5) : Math.min(part, greatest)]
      })
      const each = { n, edges: great, maxCardinality: false }
      expect(proved(each, optimum(problemOf(each), { candidates: 1 }))[1]).toBe(best(each)[1])
    })
  })

  it('is what another solver gives, and proved', { timeout: 120_000 }, () => {
    everyCase(cases(30, 150), 120, (each, seed) => {
      const found = proved(each, optimum(problemOf(each), { candidates: 2 + (seed % 8) }))
      const least = each.edges.reduce((least, [, , weight]) => Math.min(least, weight), 0)
      // That one takes positive weights, and raised ones to prefer more pairs.
      const lift = each.maxCardinality ? 2 ** 20 - least : 0
      const lifted = each.edges.flatMap(([one, other, weight]): Edge[] =>
        weight + lift > 0 ? [[one, other, weight + lift]] : [],
      )
      if (least < -1000) return
      expect(counted(each, found)).toEqual(
        counted(each, sizeOf(each.edges, padded(blossom(lifted, false), each.n))),
      )
    })
  })

  it('is what another solver gives for 300 people', { timeout: 60_000 }, () => {
    const next = numbers(5)
    const edges: Edge[] = []
    for (let one = 0; one < 300; one++) {
      for (let other = 0; other < one; other++) if (next(10) < 4) edges.push([one, other, next(1001)])
    }
    const each = { n: 300, edges, maxCardinality: true }
    const lifted = edges.map(([one, other, weight]): Edge => [one, other, weight + 2 ** 20])
    expect(proved(each, optimum(problemOf(each)))).toEqual(sizeOf(edges, blossom(lifted, false)))
  })

  it('does not depend on who is called what, and on the order of pairs', () => {
    everyCase(cases(60, 300), 40, (each, seed) => {
      const next = numbers(seed)
      const names = shuffled([...Array(each.n).keys()], next)
      const edges = shuffled(
        each.edges.map(([one, other, weight]): Edge => [names[other]!, names[one]!, weight]),
        next,
      )
      const other = { ...each, edges }
      const found = counted(each, proved(each, optimum(problemOf(each))))
      expect(counted(each, proved(other, optimum(problemOf(other), { candidates: 3 })))).toEqual(found)
    })
  })

  it('of the same problem is the same', () => {
    everyCase(50, 40, (each) => {
      const [one, other] = [optimum(problemOf(each)), optimum(problemOf(each))]
      expect([...one.mate]).toEqual([...other.mate])
      expect(one.certificate()).toEqual(other.certificate())
    })
  })

  it('of people who are scored on demand is that of all their pairs', () => {
    const pool = inventPool(300, 3)
    const pairs = scoredPairs(scanned(pool), pool)
    const edges: Edge[] = []
    const others = new Int32Array(pairs.n)
    const weights = new Float64Array(pairs.n)
    for (let row = 0; row < pairs.n; row++) {
      const count = pairs.rows(row, others, weights)
      for (let at = 0; at < count; at++) edges.push([row, others[at]!, weights[at]!])
    }
    const each = { n: pairs.n, edges, maxCardinality: true }
    const scored = optimum(
      { pairs, least: 0, greatest: 1000, spread: 1000, maxCardinality: true },
      { candidates: 4 },
    )
    expect(proved(each, scored)).toEqual(proved(each, optimum(problemOf(each))))
  })
})

/** The other solver's list ends with the last vertex that has an edge. */
function padded(mate: readonly number[], n: number): number[] {
  return Array.from({ length: n }, (_, vertex) => mate[vertex] ?? -1)
}

describe('what is hard for other solvers', () => {
  const n = 20_001
  const next = numbers(11)
  const path = (weight: (at: number) => number) =>
    Array.from({ length: n - 1 }, (_, at): Edge => [at, at + 1, weight(at)])
  const ring = (weight: (at: number) => number) => [...path(weight), [n - 1, 0, weight(n - 1)] as const]
  const ladder = nest(n, (below) => below - 1)
  it.each<[string, number, readonly Edge[], [number, number] | null]>([
    ['a path that gets heavier', n, path((at) => at), [10_000, 100_000_000]],
    ['a path that gets lighter', n, path((at) => n - at), null],
    ['a path of any weights', n, path(() => next(1000)), null],
    ['an odd ring', n, ring(() => 7), [10_000, 70_000]],
    ['an odd ring of any weights', n, ring(() => next(1000)), null],
    ['a star', n, Array.from({ length: n - 1 }, (_, at): Edge => [0, at + 1, at]), [1, 19_999]],
    ['blossoms in each other', n, nest(n, next), null],
    ['blossoms in each other, one after the other', n, ladder, null],
    ['blossoms in each other around the same', n, nest(n, () => 0), null],
    ['blossoms in each other, with somebody outside', n + 1, [...ladder, [0, n, 1]], null],
    ['blossoms in each other, with somebody far outside', n + 1, [...ladder, [n - 1, n, 1]], null],
  ])('%s', (_, n, edges, expected) => {
    const solution = optimum(problemOf({ n, edges, maxCardinality: true }))
    expect(solution.complete).toBe(true)
    expect(solution.cardinality).toBe(expected?.[0] ?? Math.floor(n / 2))
    if (expected) expect(solution.weight).toBe(expected[1])
  })

  it('blossoms in each other, 500 deep, are proved', () => {
    const each = { n: 1001, edges: nest(1001, next), maxCardinality: true }
    const solution = optimum(problemOf(each))
    proved(each, solution)
    expect(solution.certificate().blossoms.length).toBeGreaterThan(400)
  })
})

describe('instances that other solvers agree on', () => {
  it.each(INSTANCES)('%s', (_, each) => {
    for (const candidates of [2, 8, 32]) {
      const size = proved(each, optimum(problemOf(each), { candidates }))
      expect(size).toEqual([each.optimumCardinality, each.optimumWeight])
    }
  })
})
