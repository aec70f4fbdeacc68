import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inventPool } from '../../../src/matching/generate.ts'
import type { Pool } from '../../../src/matching/pool.ts'
import { type Board, newBoard, TASK } from '../../../src/matching/scoring/board.ts'
import { newCrew } from '../../../src/matching/scoring/crew.ts'
import { flatten } from '../../../src/matching/scoring/flat.ts'
import { cases } from '../../support/thorough.ts'
import { allowedIn, pools, scanned } from './pools.ts'

function boardOf(pool: Pool, room: number) {
  const people = scanned(pool)
  const board = newBoard(flatten(people, pool.rules), pool.weights, room)
  return { people, board, crew: newCrew(board, 1) }
}

const kept = (board: Board, row: number) =>
  Array.from({ length: board.counts[row]! }, (_, at) => {
    const place = row * board.room + at
    return [board.others[place]!, board.scores[place]!] as const
  })

const byScore = (all: readonly (readonly [number, number])[]) =>
  all.map(([, score]) => score).sort((one, other) => other - one)

describe('candidates', () => {
  it.each<[string, fc.Arbitrary<Pool>, number]>([
    ['of a few', pools, cases(75, 300)],
    ['of many, where the floor rises on the way', fc.nat(99).map((seed) => inventPool(1300, seed)), 2],
  ])('are the best pairs of each row: %s', (_, pools, numRuns) => {
    fc.assert(
      fc.property(pools, fc.integer({ min: 1, max: 12 }), (pool, keep) => {
        const { people, board, crew } = boardOf(pool, 12)
        crew.run(TASK.candidates, keep)
        for (const row of pool.people.length > 100 ? [0, 650, 1299] : people.keys()) {
          const all = allowedIn(pool, people, row)
          const found = kept(board, row)
          expect(byScore(found)).toEqual(byScore(all).slice(0, keep))
          expect(new Set(found.map(([other]) => other)).size).toBe(found.length)
          expect(all).toEqual(expect.arrayContaining(found))
        }
      }),
      { numRuns },
    )
  })
})
