import { type Differences, isOut } from './change.ts'
import { filtered, hasEdge } from './graph.ts'
import { aroundBoth, type Layout, layOut } from './layout.ts'
import type { Priced, Problem } from './pairs.ts'
import { addEdges, type State } from './state.ts'

/** Pairs that are added of each row at once: with more, most turn out not to be needed. */
const ADDED = 8

/** Pairs of each row that are looked for to be near. */
const NEAR = 32

/**
 * Adds the pairs that nearly outweigh a state's duals, those of slack 0 up to 2 · `margin`, and notes how much slack all
 * others have: what changes less than that needs no pricing.
 */
export function widen({ pairs }: Problem, state: State, margin: number): void {
  const { n, lift, forest, graph } = state
  const layout = layOut(forest)
  const around = aroundBoth(layout)
  const found = pairs.price({ ...layout, dual: layout.dual.map((y) => y - margin), lift }, NEAR).pairs
  const rows = new Int32Array(n)
  // Of each row that is full, the slack of the last pair.
  const ends = new Float64Array(n)
  for (let at = 0; at < found.count; at++) {
    const row = found.ones[at] as number
    rows[row] = (rows[row] as number) + 1
  }
  for (let at = 0; at < found.count; at++) {
    const one = found.ones[at] as number
    const other = found.others[at] as number
    // A row that is full may have more, none of them worse than these.
    if ((rows[one] as number) < NEAR) continue
    const held = (layout.dual[one] as number) + (layout.dual[other] as number) + 2 * around(one, other)
    ends[one] = Math.max(ends[one] as number, held - 2 * ((found.weights[at] as number) + lift))
  }
  addEdges(
    state,
    filtered(found, (at) => !hasEdge(graph, found.ones[at] as number, found.others[at] as number)),
  )
  let spare = 2 * margin
  for (let row = 0; row < n; row++) {
    if ((rows[row] as number) >= NEAR) spare = Math.min(spare, ends[row] as number)
  }
  state.spare = spare
}

/** The pairs that outweigh a state's duals, without those that are out: none of these if there is none at all. */
export function priced({ pairs, greatest }: Problem, state: State, layout: Layout, out: Differences): Priced {
  const { n, lift } = state
  const dual = layout.dual.slice()
  // No pair outweighs this, so that those of forced pairs' vertices are not found.
  for (const vertex of out.taken) dual[vertex] = 2 * (greatest + lift)
  const rows = atRisk(state)
  if (rows?.length === 0) return NOTHING
  // A row may find as many more as can be forbidden there.
  const found = pairs.price({ ...layout, dual, lift }, ADDED + out.mostOfOne, rows)
  if (out.forbidden.size === 0) return found
  const { ones, others } = found.pairs
  const left = filtered(found.pairs, (at) => !isOut(out, n, ones[at] as number, others[at] as number))
  return { pairs: left, violation: left.count === 0 ? 0 : found.violation }
}

const NOTHING: Priced = {
  pairs: { count: 0, ones: new Int32Array(0), others: new Int32Array(0), weights: new Float64Array(0) },
  violation: 0,
}

/**
 * The vertices that every pair has one of whose slack may have fallen below 0 since it was known what there is to spare;
 * undefined for all of them, where that is not known or they are too many. A pair's slack falls by no more than both of its duals.
 */
function atRisk({ n, spare, search: { fallen } }: State): Int32Array | undefined {
  if (spare < 0) return undefined
  const rows = new Int32Array(n)
  let count = 0
  for (let vertex = 0; vertex < n; vertex++) {
    if (2 * (fallen[vertex] as number) > spare) rows[count++] = vertex
  }
  // Each of them looks at all others: with half of all, every pair is looked at as soon.
  return 2 * count > n ? undefined : rows.subarray(0, count)
}
