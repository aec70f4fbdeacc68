import { expect, it } from 'vitest'
import { matchPool } from '../../src/matching/match.ts'
import type { Rules } from '../../src/matching/pool.ts'
import { candidate, poolOf } from './people.ts'

const cases: [string, Parameters<typeof candidate>[], Partial<Rules>, Record<string, string | undefined>][] =
  [
    [
      'one country',
      [
        ['a', { country: 'NZ' }],
        ['b', { country: 'NZ' }],
      ],
      {},
      { a: 'same-country', b: 'same-country' },
    ],
    [
      'no language',
      [
        ['a', { languages: ['en'] }],
        ['b', { languages: ['fr'] }],
      ],
      {},
      { a: 'no-shared-language', b: 'no-shared-language' },
    ],
    [
      'an earlier round',
      [['a'], ['b']],
      { never: [['a', 'b']] },
      { a: 'earlier-partners', b: 'earlier-partners' },
    ],
    [
      'two workspaces',
      [
        ['a', { group: 'one' }],
        ['b', { group: 'two' }],
      ],
      { withinGroup: true },
      { a: 'other-workspace', b: 'other-workspace' },
    ],
    // One rule is not enough where two are in the way, and one person is not enough for a pair.
    [
      'two rules at once',
      [
        ['a', { country: 'NZ', languages: ['en'] }],
        ['b', { country: 'NZ', languages: ['fr'] }],
      ],
      {},
      { a: undefined, b: undefined },
    ],
    ['an odd number', [['a'], ['b'], ['c']], {}, { a: undefined, b: undefined, c: undefined }],
  ]

it.each(cases)('for people left over by %s', (_, people, rules, expected) => {
  // Everybody lives in a country of their own where nothing else is said.
  const countries = ['SE', 'GH', 'JP']
  const said = people.map(([id, more], at) => candidate(id, { country: countries[at] ?? 'KE', ...more }))
  const { unmatched } = matchPool(poolOf(said, rules))
  expect(unmatched.length).toBeGreaterThan(0)
  for (const { id, wayOut } of unmatched) expect([id, wayOut]).toEqual([id, expected[id]])
})

it('names a rule only where somebody more would be paired by it', () => {
  const people = ['a', 'b', 'c', 'd'].map((id, at) => candidate(id, { country: at === 0 ? 'PE' : 'NZ' }))
  const { pairs, unmatched } = matchPool(poolOf(people))
  expect(pairs).toHaveLength(1)
  expect(unmatched.map(({ wayOut }) => wayOut)).toEqual(['same-country', 'same-country'])
})
