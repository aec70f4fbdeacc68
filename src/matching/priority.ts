/**
 * What everybody adds to the scores of all their pairs, so that whoever has waited longer is paired before any score
 * counts. `waited` has each person's rounds; two scores differ by `spread` at most.
 *
 * Which people a matching of the greatest size can cover is a matroid (Edmonds and Fulkerson 1965), so the
 * best set to cover depends on the order of the waiting times alone. Ranks therefore serve as well as the
 * times, and keep the numbers small; two such matchings differ in score by at most ⌊n/2⌋·spread, which one
 * step of rank exceeds. Where everybody can be paired, all this adds the same to every result.
 */
export function worthOf(waited: readonly number[], spread: number): Float64Array {
  const times = [...new Set(waited)].sort((one, other) => one - other)
  const rank = new Map(times.map((time, index) => [time, index]))
  const step = spread * Math.floor(waited.length / 2) + 1
  return Float64Array.from(waited, (time) => step * (rank.get(time) ?? 0))
}
