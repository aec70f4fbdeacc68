import type { Weights } from '../pool.ts'
import type { Flat } from './flat.ts'
import { shared } from './shared.ts'

/** What the threads that look through pairs share: the people, what is to be done, and what was found. */
export type Board = {
  readonly flat: Flat
  readonly weights: Weights
  /** See `CONTROL`. */
  readonly control: Int32Array
  /** The rows of a task that is not about all: as many as `CONTROL.listed` says. */
  readonly listed: Int32Array
  readonly prices: Prices
  /** Pairs kept of each row, and room for how many. */
  readonly room: number
  readonly counts: Int32Array
  readonly others: Int32Array
  readonly scores: Int32Array
  /** Of each row that was priced: by how much its worst pair outweighs its duals, or 0. */
  readonly worst: Float64Array
}

/** Places in `Board.control`. */
export const CONTROL = {
  /** Counts the jobs; threads wait for it to change. */
  job: 0,
  /** One of `TASK`. */
  task: 1,
  /** Pairs to keep of each row, `room` at most. */
  keep: 2,
  /** The next block of rows that nobody has begun. */
  next: 3,
  /** Threads that may be working. */
  busy: 4,
  /** 1 once a thread failed. */
  failed: 5,
  /** Rows that are listed. */
  listed: 6,
} as const

/** `rows`: pricing of listed rows alone, each with all others. */
export const TASK = { candidates: 1, pricing: 2, rows: 3 } as const

/**
 * Duals as the pricing wants them: a pair of vertices i and j is violated where
 * score > floors[i] + floors[j] + the depth of the innermost blossom around both.
 *
 * The leaves of a blossom are contiguous: `leaves[from[b]]` up to `leaves[to[b] - 1]` are its vertices.
 */
export type Prices = {
  readonly floors: Float64Array
  readonly leaves: Int32Array
  readonly places: Int32Array
  /** The innermost blossom around each vertex, or -1. */
  readonly innermost: Int32Array
  readonly parents: Int32Array
  readonly from: Int32Array
  readonly to: Int32Array
  /** Duals of a blossom and all around it, summed. */
  readonly depths: Float64Array
}

export function newBoard(flat: Flat, weights: Weights, room: number): Board {
  const { n } = flat
  return {
    flat,
    weights,
    control: shared(Int32Array, Object.keys(CONTROL).length),
    listed: shared(Int32Array, n),
    prices: {
      floors: shared(Float64Array, n),
      leaves: shared(Int32Array, n),
      places: shared(Int32Array, n),
      innermost: shared(Int32Array, n),
      parents: shared(Int32Array, n),
      from: shared(Int32Array, n),
      to: shared(Int32Array, n),
      depths: shared(Float64Array, n),
    },
    room,
    counts: shared(Int32Array, n),
    others: shared(Int32Array, n * room),
    scores: shared(Int32Array, n * room),
    worst: shared(Float64Array, n),
  }
}
