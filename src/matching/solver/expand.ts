import { FREE, groupOf, OUTER, topOf } from './forest.ts'
import { enter, expectReach, lookAtLeaves } from './labels.ts'
import { open } from './opening.ts'
import { NONE, type Search } from './search-state.ts'

/**
 * Opens an inner blossom whose dual is used up. Those children through which the tree goes, from where it enters to
 * the base along the side that has an even number of edges, are inner and outer in turn; the others are free.
 */
export function expand(search: Search, blossom: number): void {
  const { forest, entryFrom, entryTo } = search
  const { ringFrom, ringTo } = forest
  const from = entryFrom[blossom] as number
  const to = entryTo[blossom] as number
  const { children, count } = open(forest, blossom)
  const entered = children.indexOf(topOf(forest, to))
  // The base is the first of the ring: forwards it is `count - entered` edges away, backwards `entered`.
  const step = entered % 2 === 0 ? -1 : 1
  const steps = step < 0 ? entered : count - entered
  const child = (at: number) => children[(entered + step * at + count) % count] as number

  // All children have groups that are labelled inner; nothing is looked at before each has its own label.
  stay(search, child(0), from, to)
  for (let at = 1; at < steps; at += 2) {
    const outer = child(at)
    const inner = child(at + 1)
    turnOuter(search, outer)
    if (step > 0) stay(search, inner, ringFrom[outer] as number, ringTo[outer] as number)
    else stay(search, inner, ringTo[inner] as number, ringFrom[inner] as number)
  }
  for (let at = steps + 1; at < count; at++) turnFree(search, child(at))
}

/** Lets a child of an opened inner blossom be inner. */
function stay(search: Search, node: number, from: number, to: number): void {
  const { forest, delta, labelled } = search
  const { z, n } = forest
  if (node >= n) z[node] = (z[node] as number) + delta
  labelled.push(groupOf(forest, node))
  enter(search, node, from, to)
}

function turnOuter(search: Search, node: number): void {
  const { forest, delta, labelled } = search
  const { z, n, shift, label } = forest
  const group = groupOf(forest, node)
  shift[group] = (shift[group] as number) + 2 * delta
  if (node >= n) z[node] = (z[node] as number) - delta
  label[group] = OUTER
  labelled.push(group)
  lookAtLeaves(search, node)
}

/** Frees a child, and notes when the tree will come to its vertices. */
function turnFree(search: Search, node: number): void {
  const { forest, best, delta } = search
  const { shift, label, next, first, last } = forest
  const group = groupOf(forest, node)
  shift[group] = (shift[group] as number) + delta
  label[group] = FREE
  const end = last[node] as number
  for (let leaf = first[node] as number; ; leaf = next[leaf] as number) {
    if (best[leaf] !== NONE) expectReach(search, leaf, group, delta)
    if (leaf === end) return
  }
}
