import { inventPool } from '../../../src/matching/generate.ts'
import { type Board, newBoard, TASK } from '../../../src/matching/scoring/board.ts'
import { flatten } from '../../../src/matching/scoring/flat.ts'
import { scanned } from './pools.ts'

/** Pairs that a board has room for, of each row. */
export const ROOM = 8

/** Makes boards of one pool: what is found on one has to be found on all. */
export function boardsOf(people: number, seed: number): () => Board {
  const pool = inventPool(people, seed)
  const flat = flatten(scanned(pool), pool.rules)
  return () => {
    const board = newBoard(flat, pool.weights, ROOM)
    board.prices.floors.fill(250)
    board.prices.innermost.fill(-1)
    return board
  }
}

/** What is on a board after a run. */
export type Found = Pick<Board, 'counts' | 'others' | 'scores' | 'worst'>

/** Of each row, in words, what was kept, and by how much it outweighs its duals where that was asked. */
export function seenOn({ counts, others, scores, worst }: Found, task: number): string[] {
  return Array.from(counts, (count, row) => {
    const [from, to] = [row * ROOM, row * ROOM + count]
    const kept = `${others.subarray(from, to)} with ${scores.subarray(from, to)}`
    return task === TASK.candidates ? kept : `${kept}, by ${worst[row]}`
  })
}
