import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answer } from '../../src/matching/answer.ts'
import { components, type Edge } from '../../src/matching/components.ts'
import { solve, UnsafeWeights } from '../../src/matching/solve.ts'
import { cases } from '../support/thorough.ts'
import { bruteForce } from './brute.ts'
import { INSTANCES } from './instances.ts'

/** Cardinality and weight, after checking that it is a matching along edges. */
function measure(edges: readonly Edge[], mate: readonly number[]): [number, number] {
  for (const [one, other] of mate.entries()) if (other >= 0) expect(mate[other]).toBe(one)
  const used = edges.filter(([one, other]) => mate[one] === other)
  const matched = mate.filter((other) => other >= 0).length
  expect(matched).toBe(2 * used.length)
  return [used.length, used.reduce((sum, [, , weight]) => sum + weight, 0)]
}

function graph(most: number, weights: { min: number; max: number }) {
  return fc
    .record({ n: fc.integer({ min: 0, max: most }), density: fc.integer({ min: 10, max: 100 }) })
    .chain(({ n, density }) => {
      const pairs = Array.from({ length: n }, (_, i) =>
        Array.from({ length: i }, (_, j) => [j, i] as const),
      ).flat()
      const edge = fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer(weights))
      return fc.array(edge, { minLength: pairs.length, maxLength: pairs.length }).map((drawn) => {
        const edges = pairs.flatMap(([i, j], at): Edge[] =>
          drawn[at]![0] <= density ? [[i, j, drawn[at]![1]]] : [],
        )
        return { n, edges }
      })
    })
}

describe('solve', () => {
  it.each<[string, number, Edge[], [number, number]]>([
    ['nothing', 0, [], [0, 0]],
    ['one vertex', 1, [], [0, 0]],
    ['one edge', 2, [[1, 0, 7]], [1, 7]],
    ['an edge that costs', 2, [[0, 1, -7]], [1, -7]],
    [
      'a triangle',
      3,
      [
        [0, 1, 4],
        [1, 2, 8],
        [2, 0, 6],
      ],
      [1, 8],
    ],
    [
      'a path whose middle is tempting',
      4,
      [
        [0, 1, 1],
        [1, 2, 900],
        [2, 3, 1],
      ],
      [2, 2],
    ],
    [
      'a path that costs at both ends',
      4,
      [
        [0, 1, -5],
        [1, 2, 6],
        [2, 3, -5],
      ],
      [2, -10],
    ],
    [
      'a star',
      4,
      [
        [0, 1, 1],
        [0, 2, 3],
        [0, 3, 2],
      ],
      [1, 3],
    ],
    [
      'weights at the end of the safe range, close together',
      4,
      [
        [0, 1, Number.MAX_SAFE_INTEGER - 1],
        [0, 2, Number.MAX_SAFE_INTEGER],
        [0, 3, Number.MAX_SAFE_INTEGER - 2],
      ],
      [1, Number.MAX_SAFE_INTEGER],
    ],
  ])('%s', (_, n, edges, expected) => {
    expect(measure(edges, solve(n, edges).mate)).toEqual(expected)
  })

  it('finds a long path’s alternate edges', () => {
    const n = 201
    const edges = Array.from({ length: n - 1 }, (_, i): Edge => [i, i + 1, i % 2 === 0 ? 2 * i : 2 * i + 1])
    const [pairs, weight] = measure(edges, solve(n, edges).mate)
    // With an odd vertex over, edges are taken from one side as 0-1, 2-3 … and from the other as 199-200 …
    const sums = Array.from({ length: 101 }, (_, left) => {
      const even = edges.filter(([i]) => i % 2 === 0 && i < 2 * left)
      const odd = edges.filter(([i]) => i % 2 === 1 && i > 2 * left)
      return [...even, ...odd].reduce((sum, [, , w]) => sum + w, 0)
    })
    expect([pairs, weight]).toEqual([100, Math.max(...sums)])
  })

  it.each([
    ['small weights, many ties', { min: 0, max: 3 }],
    ['scores', { min: 0, max: 1000 }],
    ['negative ones too', { min: -40, max: 20 }],
    ['great ones', { min: -1e12, max: 1e12 }],
  ])('agrees with trying all: %s', (_, weights) => {
    fc.assert(
      fc.property(graph(9, weights), ({ n, edges }) => {
        const best = bruteForce(n, edges, ([, , weight]) => [1, weight])
        expect(measure(edges, solve(n, edges).mate)).toEqual(best)
        const [heaviest] = bruteForce(n, edges, ([, , weight]) => [weight])
        expect(measure(edges, solve(n, edges, false).mate)[1]).toBe(heaviest)
      }),
      { numRuns: cases(200, 1000) },
    )
  })

  it('is not moved by the same addition to every weight', () => {
    fc.assert(
      fc.property(
        graph(14, { min: 0, max: 50 }),
        fc.integer({ min: -1000, max: 1000 }),
        ({ n, edges }, add) => {
          const [pairs, weight] = measure(edges, solve(n, edges).mate)
          const raised = edges.map(([i, j, w]): Edge => [i, j, w + add])
          expect(measure(raised, solve(n, raised).mate)).toEqual([pairs, weight + add * pairs])
        },
      ),
    )
  })

  it('refuses weights too far apart for exact sums', () => {
    const far = [
      [0, 1, 0],
      [1, 2, 2 ** 51],
      [2, 3, 0],
    ] as const
    expect(() => solve(4, far)).toThrow(UnsafeWeights)
    expect(() => solve(4, far)).toThrow(RangeError)
    expect(measure(far, solve(4, far, false).mate)).toEqual([1, 2 ** 51])
  })
})

describe('components', () => {
  it('are renumbered, and vertices without edges are in none', () => {
    const edges: Edge[] = [
      [5, 1, 10],
      [2, 6, 20],
      [1, 3, 30],
    ]
    expect(components(7, edges)).toEqual([
      {
        vertices: [1, 3, 5],
        edges: [
          [2, 0, 10],
          [0, 1, 30],
        ],
      },
      { vertices: [2, 6], edges: [[0, 1, 20]] },
    ])
  })
})

describe('instances that other solvers agree on', () => {
  it.each(INSTANCES)('%s', (_, instance) => {
    const { mate } = solve(instance.n, instance.edges, instance.maxCardinality)
    expect(measure(instance.edges, mate)).toEqual([instance.optimumCardinality, instance.optimumWeight])
    const answered = answer(JSON.stringify(instance), () => 0)
    expect(answered).toMatchObject({ certificate: { valid: true, gap: 0 } })
  })
})
