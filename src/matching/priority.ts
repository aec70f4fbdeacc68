import type { Edge } from './components.ts'

/**
 * The same edges, with weights under which whoever has waited longer is paired before any score counts.
 * `waited` has each vertex's rounds.
 *
 * Which people a matching of the greatest size can cover is a matroid (Edmonds and Fulkerson 1965), so the
 * best set to cover depends on the order of the waiting times alone. Ranks therefore serve as well as the
 * times, and keep the numbers small; two such matchings differ in score by at most ⌊n/2⌋·spread, which one
 * step of rank exceeds. Where everybody can be paired, all this adds the same to every result.
 */
export function prioritised(edges: readonly Edge[], waited: readonly number[]): Edge[] {
  let least = Number.POSITIVE_INFINITY
  let greatest = 0
  for (const [, , score] of edges) {
    least = Math.min(least, score)
    greatest = Math.max(greatest, score)
  }
  const times = [...new Set(waited)].sort((one, other) => one - other)
  const rank = new Map(times.map((time, index) => [time, index]))
  const ranks = waited.map((time) => rank.get(time) ?? 0)
  const step = (greatest - least) * Math.floor(waited.length / 2) + 1
  return edges.map(([one, other, score]) => [
    one,
    other,
    score + step * ((ranks[one] ?? 0) + (ranks[other] ?? 0)),
  ])
}
