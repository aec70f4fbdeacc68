/** An edge between two different vertices, numbered from 0, and its weight, an integer. */
export type Edge = readonly [one: number, other: number, weight: number]

/** A connected part of a graph. Its edges number its vertices from 0: `k` stands for `vertices[k]`. */
export type Component = { readonly vertices: readonly number[]; readonly edges: readonly Edge[] }

/** The connected parts that have edges, of a graph with vertices 0 to `n` - 1; order is kept within each. */
export function components(n: number, edges: readonly Edge[]): Component[] {
  const parent = Int32Array.from({ length: n }, (_, vertex) => vertex)
  const root = (vertex: number) => {
    let at = vertex
    for (;;) {
      const up = parent[at] ?? at
      if (up === at) return at
      // Halving the path on the way keeps the trees flat.
      parent[at] = parent[up] ?? up
      at = up
    }
  }
  for (const [one, other] of edges) parent[root(one)] = root(other)

  const parts = new Map<number, { vertices: number[]; edges: Edge[] }>()
  for (const [one] of edges) if (!parts.has(root(one))) parts.set(root(one), { vertices: [], edges: [] })
  const number = new Int32Array(n)
  for (let vertex = 0; vertex < n; vertex++) {
    const vertices = parts.get(root(vertex))?.vertices
    if (vertices) number[vertex] = vertices.push(vertex) - 1
  }
  for (const [one, other, weight] of edges) {
    parts.get(root(one))?.edges.push([number[one] ?? 0, number[other] ?? 0, weight])
  }
  return [...parts.values()]
}
