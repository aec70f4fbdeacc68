import { describe, expect, it } from 'vitest'
import type { Edge } from '../../../src/matching/components.ts'
import { newSolver, optimum } from '../../../src/matching/solver/optimum.ts'
import { cases } from '../../support/thorough.ts'
import { nest, numbers, randomCase } from './graphs.ts'
import { type Case, problemOf, proved } from './problems.ts'

const without = (each: Case, isOut: (one: number, other: number) => boolean): Case => ({
  ...each,
  edges: each.edges.filter(([one, other]) => !isOut(one, other)),
})
const counted = ({ maxCardinality }: Case, [pairs, weight]: readonly [number, number]) =>
  maxCardinality ? [pairs, weight] : [weight]

describe('a changed problem', () => {
  it('without some pairs has the optimum that it has from the beginning', () => {
    for (let seed = 1; seed <= cases(200, 1500); seed++) {
      const each = randomCase(seed, 30)
      const next = numbers(seed)
      const solver = newSolver(problemOf(each))
      const { mate } = solver.solve({ candidates: 1 + (seed % 5) })
      const matched = each.edges.filter(([one, other]) => mate[one] === other)
      for (const some of [matched, each.edges]) {
        if (some.length === 0) continue
        const forbid = Array.from({ length: 1 + next(3) }, () => some[next(some.length)]!)
        const left = without(each, (one, other) => forbid.some(([i, j]) => i === one && j === other))
        const found = proved(left, solver.resolve({ forbid: forbid.map(([one, other]) => [other, one]) }))
        expect(counted(each, found), `seed ${seed}`).toEqual(
          counted(each, proved(left, optimum(problemOf(left)))),
        )
      }
    }
  })

  it('with a forced pair has the optimum of all others beside it', () => {
    for (let seed = 1; seed <= cases(200, 1500); seed++) {
      const each = randomCase(seed, 30)
      if (each.edges.length === 0) continue
      const pair = each.edges[numbers(seed)(each.edges.length)]!
      const [one, other, weight] = pair
      const solver = newSolver(problemOf(each))
      const before = solver.solve({ candidates: 1 + (seed % 5) })
      const solution = solver.resolve({ force: [pair] })
      const left = without(each, (...ends) => ends.includes(one) || ends.includes(other))
      const beside = proved(left, optimum(problemOf(left)))
      expect([solution.complete, solution.mate[one], solution.mate[other]]).toEqual([true, other, one])
      expect(solution.weight, `seed ${seed}`).toBe(beside[1] + weight)
      if (each.maxCardinality) expect(solution.cardinality).toBe(beside[0] + 1)
      if (!each.maxCardinality) expect(solution.weight).toBeLessThanOrEqual(before.weight)
      // The proof is about the others.
      const mate = solution.mate.slice()
      mate[one] = -1
      mate[other] = -1
      const rest = { cardinality: solution.cardinality - 1, weight: beside[1], bound: beside[1], mate }
      proved(left, { ...solution, ...rest })
    }
  })

  it('does not change the one that it was made from', () => {
    const each = { n: 60, edges: nest(60, numbers(3)), maxCardinality: true }
    const solver = newSolver(problemOf(each))
    const solution = solver.solve()
    const proof = solution.certificate()
    const [pair] = each.edges.filter(([one, other]) => solution.mate[one] === other)
    const once = solver.resolve({ forbid: [[pair![0], pair![1]]] })
    expect(solver.resolve({ forbid: [[pair![0], pair![1]]] }).weight).toBe(once.weight)
    expect(solution.certificate()).toEqual(proof)
    expect(solver.resolve({}).weight).toBe(solution.weight)
  })

  it.each([
    ['one after the other', (below: number) => below - 1],
    ['around the same', () => 0],
    ['anywhere', numbers(9)],
  ])('is found where blossoms nest deep: %s', (_, inner) => {
    const n = 20_001
    const edges = nest(n, inner)
    const solver = newSolver(problemOf({ n, edges, maxCardinality: true }))
    const { mate, weight } = solver.solve()
    for (const [one, other] of [edges[0]!, edges[1]!, edges.at(-2)!]) {
      const changed = solver.resolve({ forbid: [[one, other]] })
      expect(changed.complete).toBe(true)
      expect(changed.weight).toBeLessThanOrEqual(weight)
      if (mate[one] !== other) expect(changed.weight).toBe(weight)
    }
  })

  it('must have been solved, and forces nobody twice', () => {
    const solver = newSolver(problemOf({ n: 3, edges: [[0, 1, 1]], maxCardinality: true }))
    expect(() => solver.resolve({})).toThrow('nothing was solved yet')
    solver.solve()
    const twice: Edge[] = [
      [0, 1, 1],
      [1, 2, 1],
    ]
    expect(() => solver.resolve({ force: twice })).toThrow(RangeError)
  })
})
