import { describe, expect, it } from 'vitest'
import { inventPool } from '../../src/matching/generate.ts'
import { preparePeople } from '../../src/matching/person.ts'
import { poolProblem } from '../../src/matching/pool-problem.ts'
import { worthOf } from '../../src/matching/priority.ts'
import { liftFor } from '../../src/matching/solver/lift.ts'

describe('what waiting is worth', () => {
  it('goes by the order of the times, and one step is more than all scores can differ by', () => {
    expect([...worthOf([0, 7, 2, 0, 7], 1000)]).toEqual([0, 4002, 2001, 0, 4002])
    expect([...worthOf([3, 3], 1000)]).toEqual([0, 0])
    expect([...worthOf([], 1000)]).toEqual([])
  })

  it('leaves room for a hundred thousand people, some of whom have waited', () => {
    const pool = inventPool(2000, 1)
    const { greatest, least, spread } = poolProblem(preparePeople(pool), pool)
    expect(greatest).toBeGreaterThan(1000)
    const most =
      2 * worthOf([0, 1, 2, ...new Array<number>(99_997).fill(0)], 1000).reduce((a, b) => Math.max(a, b))
    expect(liftFor(2000, { least, greatest, spread, maxCardinality: true })).toBe(999_001)
    expect(liftFor(100_000, { least: 0, greatest: 1000 + most, spread: 1000, maxCardinality: true })).toBe(
      49_999_001,
    )
  })
})
