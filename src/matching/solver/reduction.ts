import type { Assignment } from './assignment.ts'
import type { Graph } from './graph.ts'

/** Bids for each row, on average, after which the rest is left to the shortest ways. */
const PATIENCE = 12

/**
 * Augmenting row reduction (Jonker and Volgenant 1987): each row takes the column that is worth most to it, and
 * raises its price to where the second best is as good; who had it before bids next. Gives the rows that are left
 * without a column, since they would only take from each other what is worth the same to both.
 */
export function reduce(graph: Graph, assignment: Assignment, rows: Int32Array): Int32Array {
  const { start, to, weight } = graph
  const { price, columnOf, rowOf, worth } = assignment
  const left = new Int32Array(rows.length)
  let count = 0
  let bids = PATIENCE * rows.length
  for (const first of rows) {
    for (let row = first; row >= 0; ) {
      if (bids-- <= 0) {
        left[count++] = row
        break
      }
      let best = row
      let most = -(price[row] as number)
      let bestWeight = 0
      let next = -1
      let second = Number.NEGATIVE_INFINITY
      let nextWeight = 0
      const end = start[row + 1] as number
      for (let arc = start[row] as number; arc < end; arc++) {
        const column = to[arc] as number
        const weighs = weight[arc] as number
        const value = weighs - (price[column] as number)
        if (value <= second) continue
        if (value > most) {
          next = best
          second = most
          nextWeight = bestWeight
          best = column
          most = value
          bestWeight = weighs
        } else {
          next = column
          second = value
          nextWeight = weighs
        }
      }
      const raised = next >= 0 && most > second
      if (raised) price[best] = (price[best] as number) + most - second
      else if (next >= 0 && (rowOf[best] as number) >= 0) {
        best = next
        bestWeight = nextWeight
      }
      const before = rowOf[best] as number
      rowOf[best] = row
      columnOf[row] = best
      worth[row] = bestWeight
      if (before < 0) break
      columnOf[before] = -1
      if (!raised) {
        left[count++] = before
        break
      }
      row = before
    }
  }
  return left.subarray(0, count)
}
