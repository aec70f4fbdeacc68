import { type Graph, greatestWeights } from './graph.ts'

/**
 * An assignment of rows to columns, both numbered as the vertices of a graph: a row may have the column of a
 * neighbour, for the edge's weight, or its own, for 0. The prices b of columns are duals: with
 * a_i = max over j of (w_ij - b_j), every a_i + b_j ≥ w_ij, and a row has a column only where these are equal.
 * Prices never fall.
 */
export type Assignment = {
  readonly price: Float64Array
  /** Of each row its column, of each column its row, or -1. */
  readonly columnOf: Int32Array
  readonly rowOf: Int32Array
  /** Of each row, what its column weighs. */
  readonly worth: Float64Array
}

/** Begins: a column's price is half of the greatest weight there, so that all rows can still choose. */
export function newAssignment(graph: Graph): Assignment {
  const { n } = graph
  return {
    price: greatestWeights(graph).map((weight) => Math.ceil(weight / 2)),
    columnOf: new Int32Array(n).fill(-1),
    rowOf: new Int32Array(n).fill(-1),
    worth: new Float64Array(n),
  }
}

/** a of a row: the most that a column is worth to it beyond its price. */
export function rowDual({ start, to, weight }: Graph, { price }: Assignment, row: number): number {
  let most = -(price[row] as number)
  const end = start[row + 1] as number
  for (let arc = start[row] as number; arc < end; arc++) {
    const value = (weight[arc] as number) - (price[to[arc] as number] as number)
    if (value > most) most = value
  }
  return most
}

/** The rows without a column, after those lost theirs to whom, in this graph, another is worth more. */
export function rowsWithout(graph: Graph, assignment: Assignment): Int32Array {
  const { price, columnOf, rowOf, worth } = assignment
  const without = new Int32Array(graph.n)
  let count = 0
  for (let row = 0; row < graph.n; row++) {
    const column = columnOf[row] as number
    if (column >= 0) {
      if ((worth[row] as number) - (price[column] as number) >= rowDual(graph, assignment, row)) continue
      columnOf[row] = -1
      rowOf[column] = -1
    }
    without[count++] = row
  }
  return without.subarray(0, count)
}
