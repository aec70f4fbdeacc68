import type { Person } from '../person.ts'
import type { Pool } from '../pool.ts'
import type { EdgeList } from '../solver/graph.ts'
import { type Board, newBoard, TASK } from './board.ts'
import { type Crew, newCrew } from './crew.ts'
import { flatten } from './flat.ts'
import { type Duals, postPrices } from './prices.ts'
import { rowScorer } from './row.ts'

/** All allowed pairs of a pool's people, none of which is kept: they are scored when somebody asks. */
export type ScoredPairs = {
  readonly n: number
  /** The best pairs of each person, `keep` of them (32 at most). */
  readonly candidates: (keep: number) => EdgeList
  /**
   * The pairs that outweigh their duals, up to `keep` of the worst of each row (32 at most), and by how much the worst
   * of each row does, summed over all rows, doubled like the duals. With `rows`, each of these looks at all others, and
   * nobody else does.
   */
  readonly price: (
    duals: Duals,
    keep: number,
    rows?: Int32Array,
  ) => { readonly pairs: EdgeList; readonly violation: number }
  /** Writes the pairs of `row` with later people, as the checker wants them. */
  readonly rows: (row: number, others: Int32Array, weights: Float64Array) => number
  /** Those among others with whom `row` has a pair; the next call overwrites them. */
  readonly neighbours: (row: number, among: Int32Array) => Int32Array
  /** Ends the threads that helped. */
  readonly close: () => void
}

/** From as many people on, threads are worth what it takes to start them. */
const MANY = 5000

/** Room for pairs of a row: kept small, since every person has it. */
const ROOM = 32

/**
 * The pairs of people in `scanOrder` under a pool's rules and weights, people being numbered as they come.
 * `worth[i]` is added to each weight of person i: what their waiting counts.
 */
export function scoredPairs(
  people: readonly Person[],
  { rules, weights }: Pick<Pool, 'rules' | 'weights'>,
  worth: Float64Array = new Float64Array(people.length),
): ScoredPairs {
  const flat = flatten(people, rules)
  const { n } = flat
  let board: Board | undefined
  let crew: Crew | undefined
  const run = (task: number, keep: number, rows?: Int32Array) => {
    board ??= newBoard(flat, weights, Math.min(ROOM, Math.max(1, n)))
    crew ??= newCrew(board, n >= MANY ? undefined : 1)
    crew.run(task, keep, rows)
    return board
  }
  const scorer = rowScorer(flat, weights)
  return {
    n,
    candidates: (keep) => collect(run(TASK.candidates, keep), worth),
    price: (duals, keep, rows) => {
      board ??= newBoard(flat, weights, Math.min(ROOM, Math.max(1, n)))
      postPrices(board.prices, duals, worth)
      const found = rows ? run(TASK.rows, keep, rows) : run(TASK.pricing, keep)
      return { pairs: collect(found, worth), violation: 2 * found.worst.reduce((sum, each) => sum + each, 0) }
    },
    rows: (row, others, into) => {
      scorer.begin(row)
      const found = scorer.find(row + 1, n, -1)
      const own = worth[row] ?? 0
      for (let at = 0; at < found; at++) {
        const other = scorer.others[at] ?? 0
        others[at] = other
        into[at] = (scorer.scores[at] ?? 0) + own + (worth[other] ?? 0)
      }
      return found
    },
    neighbours: (row, among) => {
      scorer.begin(row)
      return scorer.allowed(among)
    },
    close: () => crew?.dismiss(),
  }
}

/** What the rows have, a pair that both of its people have being taken from the lower one's. */
function collect({ flat: { n }, room, counts, others, scores }: Board, worth: Float64Array): EdgeList {
  const isIn = (row: number, other: number) => {
    const end = row * room + (counts[row] ?? 0)
    for (let at = row * room; at < end; at++) if (others[at] === other) return true
    return false
  }
  const most = counts.reduce((sum, count) => sum + count, 0)
  const ones = new Int32Array(most)
  const partners = new Int32Array(most)
  const weights = new Float64Array(most)
  let count = 0
  for (let row = 0; row < n; row++) {
    const end = row * room + (counts[row] ?? 0)
    for (let at = row * room; at < end; at++) {
      const partner = others[at] ?? 0
      if (partner < row && isIn(partner, row)) continue
      ones[count] = Math.min(row, partner)
      partners[count] = Math.max(row, partner)
      weights[count] = (scores[at] ?? 0) + (worth[row] ?? 0) + (worth[partner] ?? 0)
      count += 1
    }
  }
  return { count, ones, others: partners, weights }
}
