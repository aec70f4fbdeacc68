import { type Board, CONTROL, TASK } from './board.ts'
import { candidateFinder } from './candidates.ts'
import { pricer } from './pricing.ts'
import { rowScorer } from './row.ts'

/** Rows that a thread takes at once. */
const BLOCK = 64

/**
 * A function that works on the board's task until no row is left. Every thread has one, and what each finds of a
 * row does not depend on who looks.
 */
export function worker(board: Board): () => void {
  const { control, flat } = board
  const scorer = rowScorer(flat, board.weights)
  const findCandidates = candidateFinder(board, scorer)
  const price = pricer(board, scorer)
  return () => {
    for (;;) {
      const from = Atomics.add(control, CONTROL.next, 1) * BLOCK
      // Read after the block was taken: a thread that is late may have taken one of the next task.
      const task = Atomics.load(control, CONTROL.task)
      const rows = task === TASK.rows ? Atomics.load(control, CONTROL.listed) : flat.n
      if (from >= rows) return
      const keep = Atomics.load(control, CONTROL.keep)
      const to = Math.min(from + BLOCK, rows)
      for (let at = from; at < to; at++) {
        if (task === TASK.candidates) findCandidates(at, keep)
        else if (task === TASK.pricing) price(at, keep, at + 1)
        else price(board.listed[at] ?? 0, keep, 0)
      }
    }
  }
}
