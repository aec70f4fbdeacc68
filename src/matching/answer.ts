import { readInstance } from './instance.ts'
import { solve, UnsafeWeights } from './solve.ts'

export type Answer =
  | {
      readonly cardinality: number
      readonly weight: number
      /** Vertices, the smaller first, in order. */
      readonly pairs: readonly (readonly [number, number])[]
      /** Milliseconds that solving took, without reading. */
      readonly ms: number
    }
  | { readonly problems: readonly string[] }

/** Solves the instance in `text` (see `readInstance`); `now` gives milliseconds, to measure with. */
export function answer(text: string, now: () => number): Answer {
  const instance = readInstance(text)
  if ('problems' in instance) return instance
  const { n, edges, maxCardinality } = instance
  const started = now()
  let mate: number[]
  try {
    mate = solve(n, edges, maxCardinality)
  } catch (error) {
    if (error instanceof UnsafeWeights) return { problems: [`edges: ${error.message}`] }
    throw error
  }
  const ms = Math.round((now() - started) * 1000) / 1000
  const pairs = mate.flatMap((other, one) => (one < other ? [[one, other] as const] : []))
  // Exact whatever the order of adding, so that only the sum itself has to be a safe integer.
  const sum = edges.reduce((sum, [one, other, w]) => (mate[one] === other ? sum + BigInt(w) : sum), 0n)
  const weight = Number(sum)
  if (!Number.isSafeInteger(weight)) return { problems: [`edges: the pairs weigh ${sum}, beyond 2^53 - 1`] }
  return { cardinality: pairs.length, weight, pairs, ms }
}
