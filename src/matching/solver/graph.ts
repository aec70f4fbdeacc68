/** Edges as three lists side by side: both ends, and the weight. Each pair of vertices is there once at most. */
export type EdgeList = {
  readonly count: number
  readonly ones: Int32Array
  readonly others: Int32Array
  /** Integers. */
  readonly weights: Float64Array
}

/**
 * A graph as compressed sparse rows: the arcs of vertex v are `start[v]` to `start[v + 1]` - 1, each with the
 * vertex at its other end and the edge's weight. Every edge is there as two arcs.
 */
export type Graph = {
  readonly n: number
  readonly start: Int32Array
  readonly to: Int32Array
  readonly weight: Float64Array
}

/** The graph of lists that have no edge in common, in their order; every weight is raised by `lift`. */
export function newGraph(n: number, lists: readonly EdgeList[], lift: number): Graph {
  const start = new Int32Array(n + 1)
  let edges = 0
  for (const { count, ones, others } of lists) {
    edges += count
    for (let at = 0; at < count; at++) {
      const one = (ones[at] as number) + 1
      const other = (others[at] as number) + 1
      start[one] = (start[one] as number) + 1
      start[other] = (start[other] as number) + 1
    }
  }
  for (let vertex = 0; vertex < n; vertex++) {
    start[vertex + 1] = (start[vertex + 1] as number) + (start[vertex] as number)
  }
  const next = start.slice()
  const to = new Int32Array(2 * edges)
  const weight = new Float64Array(2 * edges)
  for (const { count, ones, others, weights } of lists) {
    for (let at = 0; at < count; at++) {
      const one = ones[at] as number
      const other = others[at] as number
      const raised = (weights[at] as number) + lift
      const there = next[one] as number
      const back = next[other] as number
      next[one] = there + 1
      next[other] = back + 1
      to[there] = other
      to[back] = one
      weight[there] = raised
      weight[back] = raised
    }
  }
  return { n, start, to, weight }
}

/** The greatest weight of each vertex, or 0 where all are negative or there are none. */
export function greatestWeights({ n, start, weight }: Graph): Float64Array {
  const greatest = new Float64Array(n)
  for (let vertex = 0; vertex < n; vertex++) {
    const end = start[vertex + 1] as number
    let most = 0
    for (let arc = start[vertex] as number; arc < end; arc++) most = Math.max(most, weight[arc] as number)
    greatest[vertex] = most
  }
  return greatest
}

/** Whether the graph has this edge. */
export function hasEdge({ start, to }: Graph, one: number, other: number): boolean {
  const end = start[one + 1] as number
  for (let arc = start[one] as number; arc < end; arc++) if (to[arc] === other) return true
  return false
}

/** The edges of a list that are wanted, by their index. */
export function filtered(list: EdgeList, isWanted: (at: number) => boolean): EdgeList {
  const ones = new Int32Array(list.count)
  const others = new Int32Array(list.count)
  const weights = new Float64Array(list.count)
  let count = 0
  for (let at = 0; at < list.count; at++) {
    if (!isWanted(at)) continue
    ones[count] = list.ones[at] as number
    others[count] = list.others[at] as number
    weights[count] = list.weights[at] as number
    count += 1
  }
  return count === list.count ? list : { count, ones, others, weights }
}
