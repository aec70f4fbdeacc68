import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inventPool } from '../../../src/matching/generate.ts'
import { newBoard, TASK } from '../../../src/matching/scoring/board.ts'
import { newCrew } from '../../../src/matching/scoring/crew.ts'
import { flatten } from '../../../src/matching/scoring/flat.ts'
import { compileMatching } from '../compiled.ts'
import { scanned } from './pools.ts'

let compiled: ReturnType<typeof compileMatching>
beforeAll(() => {
  compiled = compileMatching()
})
afterAll(() => compiled.remove())

it('threads find the same as one alone, again and again', async () => {
  const pool = inventPool(1500, 4)
  const flat = flatten(scanned(pool), pool.rules)
  const alone = newBoard(flat, pool.weights, 8)
  const together = newBoard(flat, pool.weights, 8)
  for (const { prices } of [alone, together]) {
    prices.floors.fill(250)
    prices.innermost.fill(-1)
  }
  const one = newCrew(alone, 1)
  const url = pathToFileURL(join(compiled.folder, 'scoring', 'crew.js')).href
  const threaded: { newCrew: typeof newCrew } = await import(/* @vite-ignore */ url)
  const many = threaded.newCrew(together, 3)
  for (const task of [TASK.candidates, TASK.pricing, TASK.candidates, TASK.pricing, TASK.pricing]) {
    one.run(task, 8)
    many.run(task, 8)
    expect(together.counts).toEqual(alone.counts)
    for (let row = 0; row < flat.n; row++) {
      const [from, to] = [row * 8, row * 8 + (alone.counts[row] ?? 0)]
      expect(together.others.subarray(from, to)).toEqual(alone.others.subarray(from, to))
      expect(together.scores.subarray(from, to)).toEqual(alone.scores.subarray(from, to))
    }
    if (task === TASK.pricing) expect(together.worst).toEqual(alone.worst)
  }
  many.dismiss()
})
