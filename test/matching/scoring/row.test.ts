import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inventPool } from '../../../src/matching/generate.ts'
import { preparePeople } from '../../../src/matching/person.ts'
import { flatten } from '../../../src/matching/scoring/flat.ts'
import { type RowScorer, rowScorer } from '../../../src/matching/scoring/row.ts'
import { cases } from '../../support/thorough.ts'
import { allowedIn, pools, scanned } from './pools.ts'

const results = (scorer: RowScorer, found: number) =>
  Array.from({ length: found }, (_, at) => [scorer.others[at], scorer.scores[at]])

describe('a row of scores', () => {
  it('has what the rules allow and the scores say, in whatever order people are scanned', () => {
    fc.assert(
      fc.property(pools, fc.boolean(), (pool, sorted) => {
        const people = sorted ? scanned(pool) : preparePeople(pool)
        const scorer = rowScorer(flatten(people, pool.rules), pool.weights)
        for (const row of people.keys()) {
          scorer.begin(row)
          const allowed = allowedIn(pool, people, row)
          expect(results(scorer, scorer.find(0, people.length, -1))).toEqual(allowed)
          const some = Int32Array.from(people.keys()).filter((each) => (each + row) % 3 > 0)
          expect([...scorer.allowed(some)]).toEqual(
            allowed.map(([other]) => other).filter((other) => (other + row) % 3 > 0),
          )
        }
      }),
      { numRuns: cases(80, 400) },
    )
  })

  it('has no more than exceeds the floors, within a range', () => {
    const floors = fc.array(fc.integer({ min: -600, max: 600 }), { minLength: 24, maxLength: 24 })
    const range = fc.tuple(fc.nat(24), fc.nat(24))
    fc.assert(
      fc.property(pools, floors, fc.integer({ min: -100, max: 900 }), range, (pool, more, floor, range) => {
        const people = scanned(pool)
        const scorer = rowScorer(flatten(people, pool.rules), pool.weights)
        const from = Math.min(range[0], people.length)
        const to = Math.min(range[1], people.length)
        const floors = Float64Array.from(more, (each) => each / 2)
        for (const row of people.keys()) {
          scorer.begin(row)
          expect(results(scorer, scorer.find(from, to, floor, floors))).toEqual(
            allowedIn(pool, people, row).filter(
              ([other, score]) => other >= from && other < to && score > floor + floors[other]!,
            ),
          )
        }
      }),
      { numRuns: cases(80, 400) },
    )
  })

  it('agrees on an invented population', () => {
    const pool = inventPool(200, 5)
    const people = scanned(pool)
    const scorer = rowScorer(flatten(people, pool.rules), pool.weights)
    for (const row of people.keys()) {
      scorer.begin(row)
      expect(results(scorer, scorer.find(0, people.length, -1))).toEqual(allowedIn(pool, people, row))
    }
  })
})
