import { type Assignment, rowDual, rowsWithout } from './assignment.ts'
import { dualOf, type Forest, newForest } from './forest.ts'
import type { Graph } from './graph.ts'
import { reduce } from './reduction.ts'
import { shortestWays } from './shortest.ts'

/**
 * Gives all rows a column so that the sum of weights is greatest, from what the assignment is already, unless
 * `stopped` says to leave off. Twice a half-integral matching of the graph: the linear relaxation's optimum without
 * odd sets (its double cover; the row's own column means that a vertex is left alone).
 */
export function assign(graph: Graph, assignment: Assignment, stopped: () => boolean): void {
  let rows = rowsWithout(graph, assignment)
  for (let pass = 0; pass < 2 && rows.length > 0; pass++) rows = reduce(graph, assignment, rows)
  const shorten = shortestWays(graph, assignment)
  for (const [at, row] of rows.entries()) {
    if (at % 64 === 63 && stopped()) return
    shorten(row)
  }
}

/**
 * A forest of single vertices with duals y_v = a_v + b_v, doubled ones, since both copies of an edge fit the duals.
 * Rows and their columns make cycles, the edges of which are tight in both directions: even ones fall into pairs,
 * and odd ones into pairs and one that is left alone; of an odd one it is the one whose dual is least, and where that
 * is 0 nothing is lost (Derigs and Metz 1986 and Applegate and Cook 1993 begin like this).
 */
export function halve(graph: Graph, assignment: Assignment): Forest {
  const { n } = graph
  const { price, columnOf } = assignment
  const duals = new Float64Array(n)
  for (let vertex = 0; vertex < n; vertex++) {
    duals[vertex] = (price[vertex] as number) + rowDual(graph, assignment, vertex)
  }
  const forest = newForest(duals)
  const { mate } = forest
  const met = new Uint8Array(n)
  const cycle: number[] = []
  for (let start = 0; start < n; start++) {
    cycle.length = 0
    let vertex = start
    while (vertex >= 0 && met[vertex] === 0) {
      met[vertex] = 1
      cycle.push(vertex)
      vertex = columnOf[vertex] as number
    }
    // Where the search for columns was left off, some of what is left is not a cycle: nothing is known of its edges.
    if (vertex !== start) continue
    const from = cycle.length % 2 === 0 ? 0 : 1 + leastOf(cycle, forest)
    for (let at = 0; at + 1 < cycle.length; at += 2) {
      const one = cycle[(from + at) % cycle.length] as number
      const other = cycle[(from + at + 1) % cycle.length] as number
      mate[one] = other
      mate[other] = one
    }
  }
  return forest
}

function leastOf(cycle: readonly number[], forest: Forest): number {
  let least = 0
  for (const [at, vertex] of cycle.entries()) {
    if (dualOf(forest, vertex) < dualOf(forest, cycle[least] as number)) least = at
  }
  return least
}
