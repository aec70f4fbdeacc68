import type { Board } from './board.ts'
import type { RowScorer } from './row.ts'

/**
 * A function that puts on the board the pairs of a row with those from `from` on that outweigh their duals, up to
 * `keep` of the worst, and by how much the worst does.
 */
export function pricer(board: Board, scorer: RowScorer): (row: number, keep: number, from: number) => void {
  const { n } = board.flat
  const { floors } = board.prices
  // Other people's floors as this row sees them: with what lies around both.
  const seen = new Float64Array(n)
  const excess = new Float64Array(board.room)
  return (row, keep, from) => {
    seen.set(floors.subarray(from), from)
    addAround(board, row, seen)
    const floor = floors[row] ?? 0
    scorer.begin(row)
    const found = scorer.find(from, n, floor, seen)
    const start = row * board.room
    let kept = 0
    for (let at = 0; at < found; at++) {
      const other = scorer.others[at] ?? 0
      const score = scorer.scores[at] ?? 0
      const over = score - floor - (seen[other] ?? 0)
      if (kept === keep && over <= (excess[kept - 1] ?? 0)) continue
      let place = kept < keep ? kept++ : kept - 1
      for (; place > 0 && (excess[place - 1] ?? 0) < over; place--) {
        excess[place] = excess[place - 1] ?? 0
        board.others[start + place] = board.others[start + place - 1] ?? 0
        board.scores[start + place] = board.scores[start + place - 1] ?? 0
      }
      excess[place] = over
      board.others[start + place] = other
      board.scores[start + place] = score
    }
    board.counts[row] = kept
    board.worst[row] = kept > 0 ? (excess[0] ?? 0) : 0
  }
}

/** Adds to `seen` what the blossoms around both `row` and each other vertex hold: outwards, each leaf once. */
function addAround({ prices }: Board, row: number, seen: Float64Array): void {
  const { leaves, places, innermost, parents, from, to, depths } = prices
  let first = places[row] ?? 0
  let last = first
  for (let blossom = innermost[row] ?? -1; blossom >= 0; blossom = parents[blossom] ?? -1) {
    const depth = depths[blossom] ?? 0
    const start = from[blossom] ?? 0
    const end = to[blossom] ?? 0
    for (let place = start; place < first; place++) raise(seen, leaves[place] ?? 0, depth)
    for (let place = last; place < end; place++) raise(seen, leaves[place] ?? 0, depth)
    first = start
    last = end
  }
}

function raise(values: Float64Array, at: number, by: number): void {
  values[at] = (values[at] ?? 0) + by
}
