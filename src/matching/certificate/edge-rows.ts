import type { PairRows } from './check.ts'

/** A list of edges, each pair once, as the checker reads them: by their first vertex. */
export function edgeRows(
  edges: readonly (readonly [one: number, other: number, weight: number])[],
): PairRows {
  const rows = new Map<number, (readonly [number, number, number])[]>()
  for (const edge of edges) {
    const row = rows.get(edge[0])
    if (row) row.push(edge)
    else rows.set(edge[0], [edge])
  }
  return (row, others, weights) => {
    const own = rows.get(row) ?? []
    for (const [at, [, other, weight]] of own.entries()) {
      others[at] = other
      weights[at] = weight
    }
    return own.length
  }
}
