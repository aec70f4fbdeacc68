import type { Edge } from '../components.ts'
import { filtered, hasEdge } from './graph.ts'
import { holds, isolate, loosen } from './repair.ts'
import { fork, type State } from './state.ts'

/** What is to be different. Forced pairs have no vertex in common, and bring the weight that they come with. */
export type Change = {
  readonly forbid?: readonly (readonly [one: number, other: number])[]
  readonly force?: readonly Edge[]
}

/** A change in the form in which it is looked up: forbidden pairs by a key, and who is taken by a forced pair. */
export type Differences = {
  readonly forced: readonly Edge[]
  readonly taken: ReadonlySet<number>
  readonly forbidden: ReadonlySet<number>
  /** How many forbidden pairs a vertex has at most. */
  readonly mostOfOne: number
}

export function differences(n: number, { forbid = [], force = [] }: Change): Differences {
  const taken = new Set([...force.map(([one]) => one), ...force.map(([, other]) => other)])
  if (taken.size < 2 * force.length) throw new RangeError('a vertex is in two forced pairs')
  const counts = new Map<number, number>()
  for (const vertex of forbid.flat()) counts.set(vertex, (counts.get(vertex) ?? 0) + 1)
  return {
    forced: force,
    taken,
    forbidden: new Set(forbid.map(([one, other]) => keyOf(n, one, other))),
    mostOfOne: Math.max(0, ...counts.values()),
  }
}

/** Whether a pair can't be in the matching, or is forced to be. */
export function isOut({ taken, forbidden }: Differences, n: number, one: number, other: number): boolean {
  return taken.has(one) || taken.has(other) || forbidden.has(keyOf(n, one, other))
}

/**
 * A state like another but without the pairs that are out, and forced pairs' vertices alone. Of what the other has
 * found all stays that does not hang on these: for each pair and each vertex at most one pair comes loose beside it.
 */
export function forkWithout(from: State, out: Differences): State {
  const { n } = from
  const state = fork(
    from,
    from.lists.map((list) =>
      filtered(list, (at) => !isOut(out, n, list.ones[at] as number, list.others[at] as number)),
    ),
  )
  const { forest } = state
  for (const key of out.forbidden) {
    const one = Math.floor(key / n)
    const other = key % n
    if (hasEdge(from.graph, one, other) && holds(forest, one, other)) loosen(forest, one, other)
  }
  for (const vertex of out.taken) {
    isolate(forest, vertex)
    // Without pairs it needs no dual.
    forest.rest[vertex] = 0
    forest.shift[forest.group[vertex] as number] = 0
  }
  return state
}

function keyOf(n: number, one: number, other: number): number {
  return Math.min(one, other) * n + Math.max(one, other)
}
