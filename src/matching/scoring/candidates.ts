import { FULL } from '../points.ts'
import type { Board } from './board.ts'
import type { RowScorer } from './row.ts'

/** Others that are looked through before the floor is raised by what was found. */
const STEP = 512

/**
 * A function that puts the best pairs of a row on the board, `keep` of them, the lowest score of which is the
 * floor for whoever comes later. Of equally good ones those that follow the row are kept, so that not everybody
 * chooses the same few.
 */
export function candidateFinder(board: Board, scorer: RowScorer): (row: number, keep: number) => void {
  const { n } = board.flat
  const others = new Int32Array(n)
  const scores = new Int32Array(n)
  const having = new Int32Array(FULL + 1)
  return (row, keep) => {
    scorer.begin(row)
    having.fill(0)
    let found = 0
    // Pairs found above the floor, which is the highest score that at least `keep` pairs exceed.
    let floor = -1
    let above = 0
    const look = (from: number, end: number) => {
      for (let start = from; start < end; start += STEP) {
        const count = scorer.find(start, Math.min(start + STEP, end), floor)
        for (let at = 0; at < count; at++) {
          const score = scorer.scores[at] ?? 0
          others[found] = scorer.others[at] ?? 0
          scores[found] = score
          found += 1
          having[score] = (having[score] ?? 0) + 1
        }
        above += count
        for (let next = floor + 1; above - (having[next] ?? 0) >= keep; next++) {
          above -= having[next] ?? 0
          floor = next
        }
      }
    }
    look(row + 1, n)
    look(0, row)
    let ties = keep - (above - (having[floor + 1] ?? 0))
    let kept = row * board.room
    for (let at = 0; at < found; at++) {
      const score = scores[at] ?? 0
      if (score <= floor || (score === floor + 1 && ties-- <= 0)) continue
      board.others[kept] = others[at] ?? 0
      board.scores[kept] = score
      kept += 1
    }
    board.counts[row] = kept - row * board.room
  }
}
