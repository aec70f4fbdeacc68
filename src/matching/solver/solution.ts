import type { Certificate } from '../certificate/certificate.ts'
import type { Edge } from '../components.ts'
import { blossomsOf, type Layout, layOut } from './layout.ts'
import type { Measure } from './measure.ts'
import type { State } from './state.ts'

/** Milliseconds that each part took. */
export type Phases = Record<'candidates' | 'fractional' | 'blossoms' | 'pricing', number>

export type Solution = Measure & {
  /** Each vertex's partner, or -1. */
  readonly mate: Int32Array
  /** Whether this is proved to be optimal; otherwise it was stopped before. */
  readonly complete: boolean
  /**
   * The proof. Forced pairs are not in it: their vertices are alone, and it is about all other allowed pairs. Made
   * when it is asked for, since where blossoms nest deep their members are many.
   */
  readonly certificate: () => Certificate
  readonly phases: Readonly<Phases>
}

/** The matching that a state has come to, after those who are alone took each other where an edge is left. */
export function completed({ n, graph: { start, to, weight } }: State, { mate: matched }: Layout): Int32Array {
  const mate = matched.slice()
  for (let vertex = 0; vertex < n; vertex++) {
    if ((mate[vertex] as number) >= 0) continue
    let most = 0
    let best = -1
    const end = start[vertex + 1] as number
    for (let arc = start[vertex] as number; arc < end; arc++) {
      const other = to[arc] as number
      if ((mate[other] as number) >= 0 || (weight[arc] as number) <= most) continue
      most = weight[arc] as number
      best = other
    }
    if (best < 0) continue
    mate[vertex] = best
    mate[best] = vertex
  }
  return mate
}

/** A matching's pairs, and the sum of their lifted weights. */
export function sizeOf({ graph: { start, to, weight } }: State, mate: Int32Array) {
  let pairs = 0
  let lifted = 0
  for (const [one, other] of mate.entries()) {
    if (other < one) continue
    let arc = start[one] as number
    while (to[arc] !== other) arc += 1
    pairs += 1
    lifted += weight[arc] as number
  }
  return { pairs, lifted }
}

/** The proof that a state has come to. */
export function certificateOf({ n, lift, forest }: State): Certificate {
  const layout = layOut(forest)
  return { n, lift, dual: [...layout.dual], blossoms: blossomsOf(layout), mate: [...layout.mate] }
}

/** A matching with its forced pairs. */
export function withForced(mate: Int32Array, forced: readonly Edge[]): Int32Array {
  const all = mate.slice()
  for (const [one, other] of forced) {
    all[one] = other
    all[other] = one
  }
  return all
}
