import { dualOf, type Forest, groupOf, topOf } from './forest.ts'
import { open } from './opening.ts'

/**
 * Makes the slack of a pair at least 0, where it outweighs its duals, by raising the dual of `one` and of all in the
 * blossoms around it, as their own duals get used up for it. All other slacks stay or rise; only the outermost
 * node's edge to its partner comes loose, however deep `one` lies.
 */
export function satisfy(forest: Forest, one: number, other: number, weight: number): void {
  while (topOf(forest, one) === topOf(forest, other)) openAround(forest, one, Number.POSITIVE_INFINITY)
  for (;;) {
    const lack = 2 * weight - dualOf(forest, one) - dualOf(forest, other)
    if (lack <= 0) return
    openAround(forest, one, lack)
  }
}

/** Makes a vertex a node of its own, and leaves it alone. */
export function isolate(forest: Forest, vertex: number): void {
  while (topOf(forest, vertex) >= forest.n) openAround(forest, vertex, Number.POSITIVE_INFINITY)
  expose(forest, vertex)
}

/** Opens all blossoms of the ring of which an edge is part, so that the edge may go. */
export function loosen(forest: Forest, one: number, other: number): void {
  while (topOf(forest, one) === topOf(forest, other)) openAround(forest, one, Number.POSITIVE_INFINITY)
  const node = topOf(forest, one)
  const base = forest.base[node] as number
  if (base === one && forest.mate[base] === other) expose(forest, one)
}

/** Whether an edge keeps something together: a pair, or the ring of a blossom. */
export function holds(forest: Forest, one: number, other: number): boolean {
  const { parent, ringFrom, ringTo, base, mate } = forest
  const top = topOf(forest, one)
  if (top !== topOf(forest, other)) return base[top] === one && mate[one] === other
  // An edge of a ring is written down at one of the two children that it joins, each an ancestor of its end.
  const isIn = (from: number, to: number) => {
    for (let node = from; node !== top; node = parent[node] as number) {
      if (ringFrom[node] === from && ringTo[node] === to) return true
    }
    return false
  }
  return isIn(one, other) || isIn(other, one)
}

/**
 * Raises the dual of everything in the outermost node around a vertex by `amount`, exposing it. A blossom's dual goes
 * down as much, so that slacks within stay; once it is used up the blossom is opened instead, with the vertex in the
 * child that stays alone.
 */
function openAround(forest: Forest, vertex: number, amount: number): void {
  const { n, shift, z } = forest
  expose(forest, vertex)
  const node = topOf(forest, vertex)
  const group = groupOf(forest, node)
  const by = node < n ? amount : Math.min(amount, z[node] as number)
  shift[group] = (shift[group] as number) + by
  if (node < n) return
  z[node] = (z[node] as number) - by
  if (by < amount) open(forest, node)
}

/** Takes the outermost node around a vertex from its partner; the vertex is what is alone in it. */
function expose(forest: Forest, vertex: number): void {
  const { mate, base } = forest
  const node = topOf(forest, vertex)
  const partner = mate[base[node] as number] as number
  if (partner >= 0) mate[partner] = -1
  base[node] = vertex
  mate[vertex] = -1
}
