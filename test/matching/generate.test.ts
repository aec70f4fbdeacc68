import { describe, expect, it } from 'vitest'
import { inventPool } from '../../src/matching/generate.ts'
import { preparePeople } from '../../src/matching/person.ts'
import { flatten, scanOrder } from '../../src/matching/scoring/flat.ts'
import { rowScorer } from '../../src/matching/scoring/row.ts'
import { firstOf } from '../support/thorough.ts'

describe('an invented population', () => {
  const pools = [
    [3000, 1],
    [4000, 7],
    [5000, 2 ** 52],
  ] as const
  it.each(firstOf(1, pools))('of %d allows a good third of all pairs', (size, seed) => {
    const pool = inventPool(size, seed)
    const people = scanOrder(preparePeople(pool), pool.rules)
    const scorer = rowScorer(flatten(people, pool.rules), pool.weights)
    let allowed = 0
    for (const row of people.keys()) {
      scorer.begin(row)
      allowed += scorer.find(row + 1, size, -1)
    }
    expect(allowed / ((size * (size - 1)) / 2)).toBeGreaterThan(0.34)
    expect(allowed / ((size * (size - 1)) / 2)).toBeLessThan(0.38)
    const countries = [...new Set(pool.people.map((one) => one.country))].map(
      (code) => pool.people.filter((one) => one.country === code).length,
    )
    expect(countries).toHaveLength(40)
    expect(Math.max(...countries) / size).toBeCloseTo(0.22, 1)
    expect(new Set(pool.people.flatMap((one) => one.languages)).size).toBe(24)
    expect(new Set(pool.people.flatMap((one) => one.interests)).size).toBe(48)
  })

  it('is the same for the same seed, and another for another', () => {
    expect(inventPool(50, 3)).toEqual(inventPool(50, 3))
    expect(inventPool(50, 3)).not.toEqual(inventPool(50, 4))
    expect(inventPool(0, 3).people).toEqual([])
  })

  it.each([-1, 1.5, Number.NaN, 1e9])('refuses a size of %d', (size) => {
    expect(() => inventPool(size, 1)).toThrow(RangeError)
  })
})
