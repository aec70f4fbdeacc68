/** What a search has made of a node: nothing, an outer one (even distance from the root) or an inner one (odd). */
export const FREE = 0
export const OUTER = 1
export const INNER = 2

/**
 * A matching with duals, as Edmonds (1965) keeps it: vertices 0 to `n` - 1 and blossoms, from `n` on, are nodes of
 * a forest, in which a blossom's children form an odd ring of tight edges. All duals are doubled: with y of the
 * vertices, z of the blossoms, w the (lifted) weight,
 *
 *   slack(i, j) = y_i + y_j + 2Σz(blossoms around both) - 2w ≥ 0.
 *
 * Who is matched within a blossom is not written down: it follows from its base, the one vertex that is not, and
 * only when a blossom is opened are bases of its children chosen. So a path is augmented through a blossom in one
 * step however deep it nests.
 *
 * What changes for all vertices of an outermost node at once is kept once for its `group`. When nodes become one,
 * or one is opened, the largest part keeps the group and vertices of the smaller ones move: a vertex moves
 * O(log n) times before its blossom has grown to all, or shrunk to itself (Galil 1986 needs queues that are
 * split and joined for this).
 */
export type Forest = {
  readonly n: number
  /** y of a vertex is `rest[vertex] + shift[group[vertex]]` when no search is going on. */
  readonly rest: Float64Array
  readonly group: Int32Array
  /** The partner of a vertex, or -1; right only for the base of an outermost node. */
  readonly mate: Int32Array
  /** Leaves of a node are a list from `first` to `last`, children in the order of the ring. */
  readonly next: Int32Array
  /** Of a group: its outermost node, its part of y, and FREE, OUTER or INNER. */
  readonly top: Int32Array
  readonly shift: Float64Array
  readonly label: Uint8Array

  /** Of a node: the blossom around it or -1, the vertex that is not matched within, leaves. */
  readonly parent: Int32Array
  readonly base: Int32Array
  readonly first: Int32Array
  readonly last: Int32Array
  readonly size: Int32Array
  /** Of a blossom: one of its children, and its dual. */
  readonly child: Int32Array
  readonly z: Float64Array
  /** Of a child: the next in the ring, and the edge there, from a vertex in this one to a vertex in that one. */
  readonly sibling: Int32Array
  readonly ringFrom: Int32Array
  readonly ringTo: Int32Array

  /** Nodes and groups that are not in use, as stacks. */
  readonly spareNodes: Int32Array
  readonly spareGroups: Int32Array
  nodesLeft: number
  groupsLeft: number
}

/** A forest of single vertices, none of them matched, with these duals. */
export function newForest(duals: Float64Array): Forest {
  const n = duals.length
  // Blossoms nest, each has three children or more: there are never more than (n - 1)/2.
  const blossoms = n >> 1
  const nodes = n + blossoms
  const forest: Forest = {
    n,
    rest: duals.slice(),
    group: new Int32Array(n),
    mate: new Int32Array(n).fill(-1),
    next: new Int32Array(n).fill(-1),
    top: new Int32Array(n),
    shift: new Float64Array(n),
    label: new Uint8Array(n),
    parent: new Int32Array(nodes).fill(-1),
    base: new Int32Array(nodes),
    first: new Int32Array(nodes),
    last: new Int32Array(nodes),
    size: new Int32Array(nodes).fill(1),
    child: new Int32Array(nodes).fill(-1),
    z: new Float64Array(nodes),
    sibling: new Int32Array(nodes),
    ringFrom: new Int32Array(nodes),
    ringTo: new Int32Array(nodes),
    spareNodes: new Int32Array(blossoms),
    spareGroups: new Int32Array(n),
    nodesLeft: blossoms,
    groupsLeft: 0,
  }
  for (let vertex = 0; vertex < n; vertex++) {
    forest.group[vertex] = vertex
    forest.top[vertex] = vertex
    forest.base[vertex] = vertex
    forest.first[vertex] = vertex
    forest.last[vertex] = vertex
  }
  for (let at = 0; at < blossoms; at++) forest.spareNodes[at] = nodes - 1 - at
  return forest
}

/** The same again, sharing nothing. */
export function copyForest(forest: Forest): Forest {
  const copies = Object.entries(forest).map(([name, value]) => [
    name,
    typeof value === 'number' ? value : value.slice(),
  ])
  return Object.fromEntries(copies) as Forest
}

/** The outermost node around a vertex. */
export function topOf({ top, group }: Forest, vertex: number): number {
  return top[group[vertex] as number] as number
}

/** The group of an outermost node. */
export function groupOf({ first, group }: Forest, node: number): number {
  return group[first[node] as number] as number
}

/** y of a vertex when no search is going on. */
export function dualOf({ rest, shift, group }: Forest, vertex: number): number {
  return (rest[vertex] as number) + (shift[group[vertex] as number] as number)
}

/** Whether an outermost node has no partner. */
export function isExposed({ mate, base }: Forest, node: number): boolean {
  return (mate[base[node] as number] as number) < 0
}

/** Moves the leaves of a node to another group, their y staying as it is if `by` is what the shifts differ by. */
export function moveLeaves(forest: Forest, node: number, to: number, by: number): void {
  const { rest, group, next, first, last } = forest
  const end = last[node] as number
  for (let leaf = first[node] as number; ; leaf = next[leaf] as number) {
    rest[leaf] = (rest[leaf] as number) + by
    group[leaf] = to
    if (leaf === end) return
  }
}
