import { check } from './certificate/check.ts'
import { edgeRows } from './certificate/edge-rows.ts'
import { type Instance, readInstance } from './instance.ts'
import { type Proved, solve, UnsafeWeights } from './solve.ts'

export type Answer =
  | {
      readonly cardinality: number
      readonly weight: number
      /** Vertices, the smaller first, in order. */
      readonly pairs: readonly (readonly [number, number])[]
      /** Whether the proof holds for all edges, and by how much of the weight a better matching may exceed it. */
      readonly certificate: { readonly valid: boolean; readonly gap: number }
      /** Milliseconds that solving took, without reading and checking. */
      readonly ms: number
    }
  | { readonly problems: readonly string[] }

/** Solves the instance in `text` (see `readInstance`); `now` gives milliseconds, to measure with. */
export function answer(text: string, now: () => number): Answer {
  const instance = readInstance(text)
  if ('problems' in instance) return instance
  const { n, edges, maxCardinality } = instance
  const started = now()
  let solved: Proved
  try {
    solved = solve(n, edges, maxCardinality)
  } catch (error) {
    if (error instanceof UnsafeWeights) return { problems: [`edges: ${error.message}`] }
    throw error
  }
  const ms = Math.round((now() - started) * 1000) / 1000
  const { mate } = solved
  const pairs = mate.flatMap((other, one) => (one < other ? [[one, other] as const] : []))
  // Exact whatever the order of adding, so that only the sum itself has to be a safe integer.
  const sum = edges.reduce((sum, [one, other, w]) => (mate[one] === other ? sum + BigInt(w) : sum), 0n)
  const weight = Number(sum)
  if (!Number.isSafeInteger(weight)) return { problems: [`edges: the pairs weigh ${sum}, beyond 2^53 - 1`] }
  return { cardinality: pairs.length, weight, pairs, certificate: verdict(instance, solved), ms }
}

/** What the checker says of all parts' proofs, and of the edges that are in none. */
function verdict({ edges, maxCardinality }: Instance, { mate, parts }: Proved) {
  const verdicts = parts.map((part) => check(part.certificate(), edgeRows(part.edges), maxCardinality))
  const matched = (list: Instance['edges']) => list.filter(([one, other]) => mate[one] === other).length
  const proved = parts.reduce(
    (sum, part) => sum + part.certificate().mate.filter((each) => each >= 0).length,
    0,
  )
  return {
    valid: verdicts.every(({ valid }) => valid) && proved === 2 * matched(edges),
    gap: verdicts.reduce((most, { gap }) => Math.max(most, gap), 0),
  }
}
