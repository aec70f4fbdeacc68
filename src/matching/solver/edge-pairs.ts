import type { Edge } from '../components.ts'
import { type EdgeList, filtered } from './graph.ts'
import { aroundBoth } from './layout.ts'
import type { Duals, PairSource, Priced, Problem } from './pairs.ts'

/** The matching of a graph with vertices 0 to `n` - 1 and edges of any integer weights, each pair once at most. */
export function edgeProblem(n: number, edges: readonly Edge[], maxCardinality: boolean): Problem {
  const ones = new Int32Array(edges.length)
  const others = new Int32Array(edges.length)
  const weights = new Float64Array(edges.length)
  let least = Number.POSITIVE_INFINITY
  let greatest = Number.NEGATIVE_INFINITY
  for (const [at, [one, other, weight]] of edges.entries()) {
    ones[at] = one
    others[at] = other
    weights[at] = weight
    least = Math.min(least, weight)
    greatest = Math.max(greatest, weight)
  }
  const pairs = edgePairs(n, { count: edges.length, ones, others, weights })
  return { pairs, least, greatest, spread: greatest - least, maxCardinality }
}

/** Edges as a source of pairs: all at once where they are few, else the heaviest of each vertex first. */
export function edgePairs(n: number, edges: EdgeList): PairSource {
  const rows = rowsOf(n, edges)
  let left = true
  return {
    n,
    candidates: (keep) => {
      left = edges.count > keep * n
      return left ? heaviest(n, edges, keep) : edges
    },
    // Where all were candidates, all are satisfied.
    price: (duals, keep, only) =>
      left ? price(edges, rows, duals, keep, marksOf(n, only)) : { pairs: pick(edges, []), violation: 0 },
  }
}

/** Edges by their first vertex: row v is `list[start[v]]` to `list[start[v + 1] - 1]`. */
type Rows = { readonly start: Int32Array; readonly list: Int32Array }

function rowsOf(n: number, { count, ones }: EdgeList): Rows {
  const start = new Int32Array(n + 1)
  for (let edge = 0; edge < count; edge++) {
    const row = (ones[edge] as number) + 1
    start[row] = (start[row] as number) + 1
  }
  for (let row = 0; row < n; row++) start[row + 1] = (start[row + 1] as number) + (start[row] as number)
  const next = start.slice()
  const list = new Int32Array(count)
  for (let edge = 0; edge < count; edge++) {
    const row = ones[edge] as number
    list[next[row] as number] = edge
    next[row] = (next[row] as number) + 1
  }
  return { start, list }
}

/** The edges of which one end has fewer than `keep` heavier ones; of equally heavy ones the first. */
function heaviest(n: number, edges: EdgeList, keep: number): EdgeList {
  const { count, weights } = edges
  const both = rowsOf(n, { ...edges, count: 2 * count, ones: joined(edges) })
  const marks = new Uint8Array(count)
  const order = new Float64Array(n)
  for (let vertex = 0; vertex < n; vertex++) {
    const from = both.start[vertex] as number
    const to = both.start[vertex + 1] as number
    for (let at = from; at < to; at++) order[at - from] = weights[(both.list[at] as number) % count] as number
    const sorted = order.subarray(0, to - from).sort()
    const first = Math.max(0, sorted.length - keep)
    const least = sorted[first] ?? 0
    // How many of those that weigh `least` are among the `keep` heaviest.
    let ties = 0
    while (sorted[first + ties] === least) ties += 1
    for (let at = from; at < to; at++) {
      const edge = (both.list[at] as number) % count
      const weight = weights[edge] as number
      if (weight > least || (weight === least && ties-- > 0)) marks[edge] = 1
    }
  }
  return filtered(edges, (at) => marks[at] === 1)
}

/** Each edge from either end: as it is, and after all of them once more turned round. */
function joined({ count, ones, others }: EdgeList): Int32Array {
  const both = new Int32Array(2 * count)
  both.set(ones.subarray(0, count))
  both.set(others.subarray(0, count), count)
  return both
}

function marksOf(n: number, vertices: Int32Array | undefined): Uint8Array {
  const marks = new Uint8Array(n)
  if (vertices) for (const vertex of vertices) marks[vertex] = 1
  else marks.fill(1)
  return marks
}

function price(edges: EdgeList, rows: Rows, duals: Duals, keep: number, marks: Uint8Array): Priced {
  const { ones, others, weights } = edges
  const { dual, lift } = duals
  const around = aroundBoth(duals)
  const found: number[] = []
  let violation = 0
  for (let row = 0; row + 1 < rows.start.length; row++) {
    const own: { edge: number; over: number }[] = []
    for (let at = rows.start[row] as number; at < (rows.start[row + 1] as number); at++) {
      const edge = rows.list[at] as number
      const one = ones[edge] as number
      const other = others[edge] as number
      if (marks[one] === 0 && marks[other] === 0) continue
      let over = 2 * ((weights[edge] as number) + lift) - (dual[one] as number) - (dual[other] as number)
      if (over > 0) over -= 2 * around(one, other)
      if (over > 0) own.push({ edge, over })
    }
    own.sort((one, other) => other.over - one.over)
    violation += own[0]?.over ?? 0
    for (const { edge } of own.slice(0, keep)) found.push(edge)
  }
  return { pairs: pick(edges, found), violation }
}

function pick({ ones, others, weights }: EdgeList, chosen: readonly number[]): EdgeList {
  return {
    count: chosen.length,
    ones: Int32Array.from(chosen, (edge) => ones[edge] as number),
    others: Int32Array.from(chosen, (edge) => others[edge] as number),
    weights: Float64Array.from(chosen, (edge) => weights[edge] as number),
  }
}
