import { FREE, groupOf, INNER, isExposed, OUTER, topOf } from './forest.ts'
import { BLOSSOM, expect, NONE, type Search, VERTEX } from './search-state.ts'

/** Makes an outermost node outer: its vertices are to be looked at. */
export function makeOuter(search: Search, node: number): void {
  const { forest, delta } = search
  const { label, shift, z, n } = forest
  const group = groupOf(forest, node)
  const before = label[group] as number
  const turn = before === INNER ? 2 * delta : delta
  shift[group] = (shift[group] as number) + turn
  if (node >= n) z[node] = (z[node] as number) - turn
  if (before === FREE) search.labelled.push(group)
  label[group] = OUTER
  lookAtLeaves(search, node)
}

/** Makes a free outermost node inner, entered through the edge from outer vertex `from` to `to` in it. */
export function makeInner(search: Search, node: number, from: number, to: number): void {
  const { forest, delta } = search
  const { label, shift, z, n } = forest
  const group = groupOf(forest, node)
  shift[group] = (shift[group] as number) - delta
  if (node >= n) z[node] = (z[node] as number) + delta
  label[group] = INNER
  search.labelled.push(group)
  enter(search, node, from, to)
}

/** Notes how the tree came to an inner node, and when its dual will be used up. */
export function enter(search: Search, node: number, from: number, to: number): void {
  search.entryFrom[node] = from
  search.entryTo[node] = to
  const { n, z } = search.forest
  if (node >= n) expect(search, z[node] as number, node, BLOSSOM)
}

/** Takes an outermost node out of the tree, with its duals as they are now. */
export function makeFree(search: Search, group: number): void {
  const { forest, delta } = search
  const { label, shift, top, z, n } = forest
  const before = label[group] as number
  if (before === FREE) return
  const turn = before === OUTER ? -delta : delta
  const node = top[group] as number
  shift[group] = (shift[group] as number) + turn
  if (node >= n) z[node] = (z[node] as number) - turn
  label[group] = FREE
}

/** Queues a node's vertices to be looked at as outer ones. */
export function lookAtLeaves(search: Search, node: number): void {
  const { next, first, last } = search.forest
  const end = last[node] as number
  for (let leaf = first[node] as number; ; leaf = next[leaf] as number) {
    search.since[search.queueCount] = search.delta
    search.queue[search.queueCount++] = leaf
    if (leaf === end) return
  }
}

/** Looks at all edges of an outer vertex, and at when its own dual would be 0. */
export function lookAt(search: Search, vertex: number): void {
  const { forest, graph, best, bestFrom, looked, searches, delta } = search
  const { rest, shift, group, label } = forest
  const { start, to, weight } = graph
  const own = group[vertex] as number
  // What y + delta stays at for as long as the vertex is outer.
  const level = (rest[vertex] as number) + (shift[own] as number)
  looked[vertex] = searches
  if (level < search.limit) endAt(search, level, vertex, -1)
  const end = start[vertex + 1] as number
  for (let arc = start[vertex] as number; arc < end; arc++) {
    const other = to[arc] as number
    const theirs = group[other] as number
    if (theirs === own) continue
    const reach = level - 2 * (weight[arc] as number)
    const there = label[theirs] as number
    if (there === OUTER) {
      // Of two outer vertices, the one that is looked at later sees the edge.
      if (looked[other] !== searches) continue
      const key = (reach + (rest[other] as number) + (shift[theirs] as number)) / 2
      if (key < search.limit) expect(search, key, vertex, other)
    } else if (reach < (best[other] as number)) {
      if (best[other] === NONE) search.reached[search.reachedCount++] = other
      best[other] = reach
      bestFrom[other] = vertex
      if (there === FREE) expectReach(search, other, theirs, delta)
    }
  }
}

/** Notes when the best edge to a free vertex of this group will be tight. */
export function expectReach(search: Search, vertex: number, group: number, delta: number): void {
  const { forest, best, bestFrom } = search
  const key = (best[vertex] as number) + (forest.rest[vertex] as number) + (forest.shift[group] as number)
  if (key >= search.limit) return
  if (isExposed(forest, forest.top[group] as number)) endAt(search, key, vertex, bestFrom[vertex] as number)
  else if (key <= delta) search.ready.push(vertex, VERTEX)
  else search.heap.push(key, vertex, VERTEX)
}

function endAt(search: Search, key: number, goal: number, from: number): void {
  search.limit = key
  search.goal = goal
  search.goalFrom = from
}

/** Whether the event (vertex, VERTEX) is not overtaken: the node is still free and the edge tight. */
export function isReached({ forest, best, delta }: Search, vertex: number): boolean {
  const { rest, shift, group, label } = forest
  const own = group[vertex] as number
  return (
    label[own] === FREE &&
    (best[vertex] as number) + (rest[vertex] as number) + (shift[own] as number) === delta
  )
}

/** Whether the event (blossom, BLOSSOM) is not overtaken: it is still an inner outermost node without a dual. */
export function isUsedUp({ forest, delta }: Search, blossom: number): boolean {
  const { child, parent, label, z } = forest
  if ((child[blossom] as number) < 0 || (parent[blossom] as number) >= 0) return false
  return label[groupOf(forest, blossom)] === INNER && z[blossom] === delta
}

/** The outer node two steps nearer to the root, or -1 for the root. */
export function outerAbove({ forest, entryFrom }: Search, node: number): number {
  const { mate, base } = forest
  const partner = mate[base[node] as number] as number
  return partner < 0 ? -1 : topOf(forest, entryFrom[topOf(forest, partner)] as number)
}
