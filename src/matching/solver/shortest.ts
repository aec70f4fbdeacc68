import { type Assignment, rowDual } from './assignment.ts'
import type { Graph } from './graph.ts'
import { EventHeap } from './heap.ts'

/**
 * A function that gives a row a column along the alternating way that costs the others least (Dijkstra's search on
 * reduced costs, as Jonker and Volgenant 1987). Columns no farther than the present one are not put into the heap,
 * and none that is as far as the nearest column without a row.
 */
export function shortestWays(graph: Graph, assignment: Assignment): (row: number) => void {
  const { n, start, to, weight } = graph
  const { price, columnOf, rowOf, worth } = assignment
  const heap = new EventHeap()
  const ready: number[] = []
  const distance = new Float64Array(n)
  // Through which row, and for what weight.
  const before = new Int32Array(n)
  const through = new Float64Array(n)
  // Columns of which the present search knows a distance, and the final one, have its number.
  const seen = new Int32Array(n)
  const done = new Int32Array(n)
  const finished = new Int32Array(n)
  let mark = 0

  let near = 0
  let goal = -1
  let goalDistance = 0
  let goalRow = -1
  let goalWeight = 0
  const look = (row: number, column: number, weighs: number, level: number) => {
    const far = level + (price[column] as number) - weighs
    if (far >= goalDistance || (seen[column] === mark && far >= (distance[column] as number))) return
    if ((rowOf[column] as number) < 0) {
      goal = column
      goalDistance = far
      goalRow = row
      goalWeight = weighs
      return
    }
    seen[column] = mark
    distance[column] = far
    before[column] = row
    through[column] = weighs
    if (far <= near) ready.push(column)
    else heap.push(far, column, 0)
  }
  /** The next column in order of distance, or -1 where none is nearer than the goal. */
  const nextColumn = () => {
    for (;;) {
      if (goalDistance <= near) return -1
      const column = ready.pop() ?? -1
      if (column >= 0) {
        if (done[column] !== mark) return column
      } else {
        if (heap.count === 0 || heap.key >= goalDistance) return -1
        const { one, key } = heap
        heap.pop()
        if (done[one] === mark || distance[one] !== key) continue
        near = key
        return one
      }
    }
  }

  return (first) => {
    mark += 1
    heap.clear()
    ready.length = 0
    near = 0
    goalDistance = Number.POSITIVE_INFINITY
    let count = 0
    // The distance of a row, and its a.
    let level = rowDual(graph, assignment, first)
    for (let row = first; ; ) {
      look(row, row, 0, level)
      const end = start[row + 1] as number
      for (let arc = start[row] as number; arc < end; arc++) {
        look(row, to[arc] as number, weight[arc] as number, level)
      }
      const column = nextColumn()
      if (column < 0) break
      done[column] = mark
      finished[count++] = column
      row = rowOf[column] as number
      level = near + (worth[row] as number) - (price[column] as number)
    }
    for (let at = 0; at < count; at++) {
      const column = finished[at] as number
      price[column] = (price[column] as number) + goalDistance - (distance[column] as number)
    }
    for (let column = goal, row = goalRow, weighs = goalWeight; ; ) {
      const next = columnOf[row] as number
      rowOf[column] = row
      columnOf[row] = column
      worth[row] = weighs
      if (row === first) return
      column = next
      row = before[column] as number
      weighs = through[column] as number
    }
  }
}
