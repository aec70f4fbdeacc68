import { describe, expect, it } from 'vitest'
import { check } from '../../../src/matching/certificate/check.ts'
import type { Edge } from '../../../src/matching/components.ts'
import { liftFor, UnsafeWeights } from '../../../src/matching/solver/lift.ts'
import type { Measure } from '../../../src/matching/solver/measure.ts'
import { optimum } from '../../../src/matching/solver/optimum.ts'
import { numbers } from './graphs.ts'
import { problemOf, sizeOf } from './problems.ts'

const next = numbers(2)
const n = 301
const edges: Edge[] = []
for (let one = 0; one < n; one++) {
  for (let other = 0; other < one; other++) if (next(10) < 3) edges.push([one, other, next(1001)])
}
const each = { n, edges, maxCardinality: true }
const exact = optimum(problemOf(each))

describe('a solver that is stopped', () => {
  // A clock that goes on by one each time that it is read stops it at every step there is.
  const clock = () => {
    let time = 0
    return () => time++
  }
  it.each([true, false])('has a matching and a bound that holds; pairs count: %s', (maxCardinality) => {
    const problem = problemOf({ ...each, maxCardinality })
    const best = optimum(problem)
    let incomplete = 0
    for (let timeLimitMs = 0; timeLimitMs < 60; timeLimitMs++) {
      const solution = optimum(problem, { timeLimitMs, now: clock(), candidates: 3 })
      expect([solution.cardinality, solution.weight]).toEqual(sizeOf(edges, solution.mate))
      if (maxCardinality) {
        expect(solution.cardinality).toBeLessThanOrEqual(best.cardinality)
        if (solution.cardinalityProved) expect(solution.cardinality).toBe(best.cardinality)
      }
      if (solution.cardinality === best.cardinality) {
        expect(solution.weight).toBeLessThanOrEqual(best.weight)
        expect(solution.bound).toBeGreaterThanOrEqual(best.weight)
      }
      expect(solution.gap).toBe((solution.bound - solution.weight) / solution.weight)
      if (solution.complete) expect(solution.weight).toBe(best.weight)
      else incomplete += 1
    }
    expect(incomplete).toBeGreaterThan(20)
  })

  it('does so when it is aborted, before or on the way', () => {
    const told: Measure[] = []
    const controller = new AbortController()
    const stop = (measure: Measure) => {
      told.push(measure)
      controller.abort()
    }
    const problem = problemOf(each)
    const solution = optimum(problem, { signal: controller.signal, onProgress: stop, candidates: 3 })
    expect(told).toHaveLength(1)
    expect(solution).toMatchObject({ complete: false, ...told[0] })
    expect(solution.bound).toBeGreaterThanOrEqual(exact.weight)
    const before = optimum(problem, { signal: AbortSignal.abort(), candidates: 3 })
    expect(before.complete).toBe(false)
    expect(2 * before.cardinality).toBe(Array.from(before.mate).filter((other) => other >= 0).length)
  })

  it('tells how it goes on, ever better, up to the optimum', () => {
    const gaps: number[] = []
    const onProgress = (measure: Measure) => gaps.push(measure.gap)
    const solution = optimum(problemOf(each), { onProgress, candidates: 3 })
    expect(gaps.length).toBeGreaterThan(1)
    expect(gaps.at(-1)).toBe(0)
    expect(solution).toMatchObject({ complete: true, cardinalityProved: true, weight: exact.weight })
    expect(Object.values(solution.phases).every((ms) => ms >= 0)).toBe(true)
  })

  it('has duals that a checker finds worth as much', () => {
    const rows = (row: number, others: Int32Array, weights: Float64Array) => {
      const own = edges.filter(([one]) => one === row)
      for (const [at, [, other, weight]] of own.entries()) {
        others[at] = other
        weights[at] = weight
      }
      return own.length
    }
    const solution = optimum(problemOf(each), { timeLimitMs: 0, candidates: 3 })
    const verdict = check({ ...solution.certificate(), mate: [...solution.mate] }, rows, true)
    expect(verdict.valid).toBe(false)
    expect(verdict.gap).toBeGreaterThanOrEqual((exact.weight - solution.weight) / solution.weight)
  })
})

describe('the lift', () => {
  it.each([
    [4, 0, 1000, 1001],
    [392, 0, 1000, 195_001],
    [5, -7, 3, 18],
    [2, 10, 10, -9],
    [1_000_000, 0, 1000, 499_999_001],
  ])('of %i vertices with weights from %i to %i is %i', (n, least, greatest, expected) => {
    const range = { least, greatest, spread: greatest - least }
    expect(liftFor(n, { ...range, maxCardinality: true })).toBe(expected)
    expect(liftFor(n, { ...range, maxCardinality: false })).toBe(0)
  })

  it('is refused where sums would not be exact', () => {
    const far = { least: 0, greatest: 100_000, spread: 100_000, maxCardinality: true }
    expect(() => liftFor(1_000_000, far)).toThrow(UnsafeWeights)
    expect(() => optimum(problemOf({ n: 4, edges: [[0, 1, 2 ** 52]], maxCardinality: false }))).toThrow(
      'too far apart',
    )
  })
})
