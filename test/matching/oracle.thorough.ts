import { expect, it } from 'vitest'
import type { Edge } from '../../src/matching/components.ts'
import { inventPool } from '../../src/matching/generate.ts'
import { flatten } from '../../src/matching/scoring/flat.ts'
import { rowScorer } from '../../src/matching/scoring/row.ts'
import { solve } from '../../src/matching/solve.ts'
import { THOROUGH_MS } from '../support/thorough.ts'
import { byInteger } from './highs.ts'
import { scanned } from './scoring/pools.ts'

/** All allowed pairs of a first round. */
function firstRound(seed: number): { n: number; edges: Edge[] } {
  const pool = inventPool(392, seed)
  const scorer = rowScorer(flatten(scanned(pool), pool.rules), pool.weights)
  const edges: Edge[] = []
  for (let row = 0; row < 392; row++) {
    scorer.begin(row)
    const found = scorer.find(row + 1, 392, -1)
    for (let at = 0; at < found; at++) edges.push([row, scorer.others[at]!, scorer.scores[at]!])
  }
  return { n: 392, edges }
}

it('392 people are matched as well as integer programming can', { timeout: THOROUGH_MS }, async () => {
  const { n, edges } = firstRound(1)
  const { mate } = solve(n, edges)
  const used = edges.filter(([one, other]) => mate[one] === other)
  const weight = used.reduce((sum, [, , weight]) => sum + weight, 0)
  expect([used.length, weight]).toEqual(await byInteger(n, edges))
})
