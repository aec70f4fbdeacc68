import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Edge } from '../../src/matching/components.ts'
import { freed } from '../../src/matching/freed.ts'
import { solve } from '../../src/matching/solve.ts'
import { cases } from '../support/thorough.ts'

const pairs = (n: number, most: number) =>
  fc
    .uniqueArray(fc.tuple(fc.nat(n - 1), fc.nat(n - 1)), {
      maxLength: most,
      selector: ([one, other]) => `${Math.min(one, other)} ${Math.max(one, other)}`,
    })
    .map((drawn) => drawn.filter(([i, j]) => i !== j).map(([i, j]): Edge => [i, j, 0]))
const graphs = fc
  .integer({ min: 2, max: 13 })
  .chain((n) => fc.record({ n: fc.constant(n), edges: pairs(n, 3 * n) }))

/** Groups that are joined by few: odd cycles with one between any two of them, and some pairs more. */
const clusters = fc.array(fc.constantFrom(1, 1, 3, 5, 7), { minLength: 2, maxLength: 7 }).chain((sizes) => {
  const n = sizes.reduce((sum, each) => sum + each, 3 as number)
  const cycles = sizes.flatMap((size, at): Edge[] => {
    const begin = sizes.slice(0, at).reduce((sum, each) => sum + each, 3 as number)
    return size === 1
      ? []
      : Array.from({ length: size }, (_, step): Edge => [begin + step, begin + ((step + 1) % size), 0])
  })
  const between = fc.uniqueArray(fc.tuple(fc.nat(2), fc.integer({ min: 3, max: n - 1 })), {
    maxLength: 12,
    selector: ([one, other]) => `${one} ${other}`,
  })
  return between.map((more) => ({
    n,
    edges: [...cycles, ...more.map(([one, other]): Edge => [one, other, 0])],
  }))
})

const size = (mate: readonly number[]) => mate.filter((each) => each >= 0).length / 2
const without = (edges: readonly Edge[], ...gone: number[]) =>
  edges.filter(([i, j]) => !gone.includes(i) && !gone.includes(j))
const around = (edges: readonly Edge[]) => (vertex: number, among: Int32Array) =>
  among.filter((other) =>
    edges.some(([i, j]) => (i === vertex && j === other) || (j === vertex && i === other)),
  )

describe('who could do without their partner', () => {
  it.each([
    ['any graph', graphs, 200],
    ['groups that few hold together', clusters, 60],
  ])('is whoever can be taken away without a pair being lost: %s', (_, drawn, runs) => {
    const numRuns = cases(runs, 5 * runs)
    let free = 0
    fc.assert(
      fc.property(drawn, ({ n, edges }) => {
        const { mate } = solve(n, edges)
        const isFree = freed(mate, around(edges))
        for (const absent of mate.keys()) {
          if (mate[absent] !== -1) continue
          expect(isFree(absent, absent)).toBe(false)
          for (let vertex = 0; vertex < n; vertex++) {
            if (vertex === absent) continue
            const rest = size(solve(n, without(edges, absent, vertex)).mate)
            expect(isFree(vertex, absent)).toBe(rest === size(mate))
            free += isFree(vertex, absent) ? 1 : 0
          }
        }
      }),
      { numRuns, seed: 4 },
    )
    expect(free).toBeGreaterThan(numRuns / 2)
  })

  it('can only be said of a largest matching', () => {
    const path: Edge[] = [0, 1, 2].map((at) => [at, at + 1, 0])
    expect(() => freed([-1, 2, 1, -1], around(path))).toThrow('not one of the largest')
  })

  it('is found without asking for whom the search has been through', () => {
    // Everybody may be with everybody: one odd cycle holds all of them from the first few on.
    const n = 2001
    const mate = Int32Array.from({ length: n }, (_, at) => (at === n - 1 ? -1 : at ^ 1))
    let looks = 0
    const isFree = freed(mate, (vertex, among) => {
      looks += among.length
      return among.filter((other) => other !== vertex)
    })
    expect(isFree(0, -1)).toBe(true)
    expect(looks).toBeLessThan(10 * n)
  })
})
