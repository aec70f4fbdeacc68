import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Edge } from '../../src/matching/components.ts'
import { matchPool } from '../../src/matching/match.ts'
import type { Pool, Rules } from '../../src/matching/pool.ts'
import type { Exclusion } from '../../src/matching/result.ts'
import { hardRules } from '../../src/matching/rules.ts'
import { solve } from '../../src/matching/solve.ts'
import { cases as trials } from '../support/thorough.ts'
import { candidate, poolOf } from './people.ts'
import { pools, scanned } from './scoring/pools.ts'

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

it('is the rule without which there would be one pair more, for everybody left over', () => {
  let some = 0
  fc.assert(
    fc.property(pools, (drawn) => {
      const { again: _, ...rules } = drawn.rules
      const pool = { ...drawn, rules }
      for (const { id, wayOut } of matchPool(pool).unmatched) {
        expect([id, wayOut]).toEqual([id, byTrying(pool, id)])
        some += wayOut === undefined ? 0 : 1
      }
    }),
    { numRuns: trials(100, 600), seed: 7 },
  )
  expect(some).toBeGreaterThan(50)
})

/** For one person, each rule is waived in turn; of those that help, the one that alone keeps them from most people. */
function byTrying(pool: Pool, id: string): Exclusion | undefined {
  const people = scanned(pool)
  const { against } = hardRules(pool.rules)
  const pairs = (waived?: Exclusion) =>
    people.flatMap((one, i) =>
      people.slice(i + 1).flatMap((other, after): Edge[] => {
        const theirs = one.candidate.id === id || other.candidate.id === id
        const left = against(one, other).filter((rule) => !theirs || rule !== waived)
        return left.length === 0 ? [[i, i + 1 + after, 0]] : []
      }),
    )
  const most = (edges: Edge[]) => solve(people.length, edges).mate.filter((mate) => mate >= 0).length
  const person = people.find(({ candidate }) => candidate.id === id)
  const alone = people.flatMap((other): Exclusion[] => {
    const rules = person && other !== person ? against(person, other) : []
    return rules.length === 1 ? rules : []
  })
  const counts = new Map<Exclusion, number>()
  for (const rule of alone) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  const before = most(pairs())
  const helpful = [...counts].filter(([rule]) => most(pairs(rule)) > before)
  return helpful.sort(([, one], [, other]) => other - one)[0]?.[0]
}
