import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Edge } from '../../src/matching/components.ts'
import { freedWithout } from '../../src/matching/freed.ts'
import { solve } from '../../src/matching/solve.ts'
import { cases } from '../support/thorough.ts'

const graphs = fc.integer({ min: 2, max: 13 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    edges: fc
      .uniqueArray(fc.tuple(fc.nat(n - 1), fc.nat(n - 1)), {
        maxLength: 3 * n,
        selector: ([one, other]) => `${Math.min(one, other)} ${Math.max(one, other)}`,
      })
      .map((pairs) => pairs.filter(([i, j]) => i !== j).map(([i, j]): Edge => [i, j, 0])),
  }),
)

const size = (mate: readonly number[]) => mate.filter((each) => each >= 0).length / 2
const without = (edges: readonly Edge[], ...gone: number[]) =>
  edges.filter(([i, j]) => !gone.includes(i) && !gone.includes(j))
const around = (edges: readonly Edge[]) => (vertex: number) =>
  edges.flatMap(([i, j]) => (i === vertex ? [j] : j === vertex ? [i] : []))

describe('who could do without their partner', () => {
  it('is whoever can be taken away without a pair being lost', () => {
    const numRuns = cases(400, 2000)
    let freed = 0
    fc.assert(
      fc.property(graphs, ({ n, edges }) => {
        const { mate } = solve(n, edges)
        const absent = mate.indexOf(-1)
        const found = freedWithout(absent, mate, around(edges))
        for (let vertex = 0; vertex < n; vertex++) {
          if (vertex === absent) continue
          const rest = size(solve(n, without(edges, absent, vertex)).mate)
          expect(found[vertex]).toBe(rest === size(mate) ? 1 : 0)
          freed += found[vertex]!
        }
      }),
      { numRuns, seed: 4 },
    )
    expect(freed).toBeGreaterThan(numRuns / 2)
  })

  it('can only be said of a largest matching', () => {
    const path: Edge[] = [0, 1, 2].map((at) => [at, at + 1, 0])
    expect(() => freedWithout(-1, [-1, 2, 1, -1], around(path))).toThrow('not one of the largest')
  })
})
