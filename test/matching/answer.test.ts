import { describe, expect, it } from 'vitest'
import { answer } from '../../src/matching/answer.ts'

const ask = (value: unknown) => answer(typeof value === 'string' ? value : JSON.stringify(value), () => 0)

const PATH = [
  [1, 0, 5],
  [1, 2, 100],
  [2, 3, 6],
]

describe('answering an instance', () => {
  it('as many pairs as possible, the smaller vertex first, in order', () => {
    expect(ask({ n: 4, edges: PATH, maxCardinality: true })).toEqual({
      cardinality: 2,
      weight: 11,
      pairs: [
        [0, 1],
        [2, 3],
      ],
      certificate: { valid: true, gap: 0 },
      ms: 0,
    })
  })

  it('as many where nothing is said', () => {
    expect(ask({ n: 4, edges: PATH })).toMatchObject({ cardinality: 2 })
  })

  it('or as heavy as possible', () => {
    expect(ask({ n: 4, edges: PATH, maxCardinality: false })).toMatchObject({ weight: 100, pairs: [[1, 2]] })
  })

  it('of nothing', () => {
    expect(ask({ n: 0, edges: [] })).toEqual({
      cardinality: 0,
      weight: 0,
      pairs: [],
      certificate: { valid: true, gap: 0 },
      ms: 0,
    })
  })

  it('measures the solving alone', () => {
    let time = 40
    const now = () => (time += 1.25)
    expect(answer(JSON.stringify({ n: 2, edges: [[0, 1, 1]] }), now)).toMatchObject({ ms: 1.25 })
  })

  it.each<[string, unknown, RegExp[]]>([
    ['text', 'nonsense', [/^not JSON: /]],
    ['nothing', '', [/^not JSON: /]],
    ['a list', [], [/is \[\], not an object/]],
    ['no fields', {}, [/^n: missing/, /^edges: missing/]],
    ['half a vertex', { n: 2.5, edges: [] }, [/^n: 2\.5/]],
    ['fewer than none', { n: -1, edges: [] }, [/^n: -1/]],
    ['a word for yes', { n: 1, edges: [], maxCardinality: 'yes' }, [/^maxCardinality: "yes"/]],
    ['an edge of two', { n: 2, edges: [[0, 1]] }, [/^edges\[0\]: \[0,1\]/]],
    ['an edge that is none', { n: 2, edges: [null] }, [/^edges\[0\]: null/]],
    ['half a vertex in an edge', { n: 2, edges: [[0, 0.5, 1]] }, [/^edges\[0\]\[1\]: the vertex 0\.5/]],
    ['a vertex in words', { n: 2, edges: [['0', 1, 1]] }, [/^edges\[0\]\[0\]: the vertex "0"/]],
    [
      'a vertex too many',
      { n: 2, edges: [[0, 2, 1]] },
      [/^edges\[0\]\[1\]: the vertex 2 is not among 0 to 1/],
    ],
    ['a vertex below', { n: 2, edges: [[-1, 1, 1]] }, [/^edges\[0\]\[0\]: the vertex -1/]],
    ['a loop', { n: 2, edges: [[1, 1, 3]] }, [/^edges\[0\]: vertex 1 is joined to itself/]],
    [
      'a pair twice',
      {
        n: 3,
        edges: [
          [0, 1, 1],
          [1, 2, 1],
          [1, 0, 2],
        ],
      },
      [/^edges\[2\]: the pair 1, 0 is already edges\[0\]/],
    ],
    ['half a point', { n: 2, edges: [[0, 1, 0.5]] }, [/^edges\[0\]\[2\]: the weight 0\.5 is not an integer/]],
    ['no weight', { n: 2, edges: [[0, 1, null]] }, [/^edges\[0\]\[2\]: the weight null is not an integer/]],
    [
      'beyond 2^53',
      '{"n":2,"edges":[[0,1,9007199254740993]]}',
      [/^edges\[0\]\[2\]: the weight .* is outside/],
    ],
    ['beyond all numbers', '{"n":2,"edges":[[0,1,1e999]]}', [/^edges\[0\]\[2\]: the weight .* is outside/]],
    [
      'weights too far apart',
      { n: 4, edges: PATH.map(([i, j], at) => [i, j, at === 1 ? 2 ** 52 : 0]) },
      [/^edges: .*too far apart/],
    ],
    [
      'a sum beyond 2^53',
      {
        n: 4,
        edges: [
          [0, 1, 2 ** 53 - 1],
          [2, 3, 2 ** 53 - 1],
        ],
      },
      [/^edges: the pairs weigh 18014398509481982/],
    ],
    [
      'several at once',
      {
        n: 2,
        edges: [
          [0, 5, 1.5],
          [1, 1, 1],
        ],
      },
      [/^edges\[0\]\[1\]/, /^edges\[0\]\[2\]/, /^edges\[1\]/],
    ],
  ])('names what is wrong: %s', (_, value, expected) => {
    const result = ask(value)
    const problems = 'problems' in result ? result.problems : []
    expect(problems).toEqual(expected.map((pattern) => expect.stringMatching(pattern)))
  })
})
