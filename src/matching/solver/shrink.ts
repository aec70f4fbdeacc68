import { groupOf, INNER, moveLeaves, OUTER, topOf } from './forest.ts'
import { lookAtLeaves, outerAbove } from './labels.ts'
import type { Search } from './search-state.ts'

/**
 * Makes one blossom, outer and with a dual of 0, of the odd ring that a tight edge between two outer nodes closes.
 * Its inner nodes become outer by that, and their vertices are to be looked at.
 */
export function shrink(search: Search, one: number, other: number): void {
  const { forest } = search
  const { base, parent, child, z, spareNodes } = forest
  const meet = meeting(search, topOf(forest, one), topOf(forest, other))
  const ring = joinRing(search, one, other, meet)
  const blossom = spareNodes[--forest.nodesLeft] as number
  base[blossom] = base[meet] as number
  child[blossom] = meet
  parent[blossom] = -1
  z[blossom] = -search.delta
  for (const node of ring) parent[node] = blossom
  joinGroups(search, ring, blossom)
  joinLeaves(search, ring, blossom)
}

/** The outer node at which two ways to the root meet: both go on in turns, so that it takes no longer than the ring. */
function meeting(search: Search, one: number, other: number): number {
  const { passed } = search
  search.passes += 1
  let [here, there] = [one, other]
  for (;;) {
    if (here >= 0) {
      if (passed[here] === search.passes) return here
      passed[here] = search.passes
      here = outerAbove(search, here)
    }
    ;[here, there] = [there, here]
  }
}

/** Links the nodes of the ring: from where the ways meet down to `one`, over to `other`, and up again. */
function joinRing(
  { forest, entryFrom, entryTo }: Search,
  one: number,
  other: number,
  meet: number,
): number[] {
  const { mate, base, sibling, ringFrom, ringTo } = forest
  const link = (from: number, to: number) => {
    const node = topOf(forest, from)
    sibling[node] = topOf(forest, to)
    ringFrom[node] = from
    ringTo[node] = to
  }
  const down: number[] = []
  for (let node = topOf(forest, one); node !== meet; ) {
    const stem = base[node] as number
    const partner = mate[stem] as number
    const inner = topOf(forest, partner)
    link(partner, stem)
    link(entryFrom[inner] as number, entryTo[inner] as number)
    down.push(node, inner)
    node = topOf(forest, entryFrom[inner] as number)
  }
  link(one, other)
  const up: number[] = []
  for (let node = topOf(forest, other); node !== meet; ) {
    const stem = base[node] as number
    const partner = mate[stem] as number
    const inner = topOf(forest, partner)
    link(stem, partner)
    link(entryTo[inner] as number, entryFrom[inner] as number)
    up.push(node, inner)
    node = topOf(forest, entryFrom[inner] as number)
  }
  return [meet, ...down.reverse(), ...up]
}

/** Puts all vertices of the ring into the group of its largest node. Duals stay as they are. */
function joinGroups(search: Search, ring: readonly number[], blossom: number): void {
  const { forest, delta } = search
  const { n, size, shift, label, top, z, spareGroups } = forest
  let largest = ring[0] as number
  for (const node of ring) {
    const group = groupOf(forest, node)
    const inner = label[group] === INNER
    // As in `makeOuter`; the dual of what is no longer outermost stays at what it is now.
    if (inner) shift[group] = (shift[group] as number) + 2 * delta
    if (node >= n) z[node] = (z[node] as number) + (inner ? -delta : delta)
    if ((size[node] as number) > (size[largest] as number)) largest = node
  }
  // Before any group is joined, while it can still be seen which nodes were inner.
  for (const node of ring) if (label[groupOf(forest, node)] === INNER) lookAtLeaves(search, node)
  const kept = groupOf(forest, largest)
  for (const node of ring) {
    const group = groupOf(forest, node)
    if (group === kept) continue
    moveLeaves(forest, node, kept, (shift[group] as number) - (shift[kept] as number))
    label[group] = 0
    shift[group] = 0
    spareGroups[forest.groupsLeft++] = group
  }
  label[kept] = OUTER
  top[kept] = blossom
}

function joinLeaves({ forest }: Search, ring: readonly number[], blossom: number): void {
  const { next, first, last, size } = forest
  let leaves = 0
  let end = -1
  for (const node of ring) {
    if (end >= 0) next[end] = first[node] as number
    end = last[node] as number
    leaves += size[node] as number
  }
  first[blossom] = first[ring[0] as number] as number
  last[blossom] = end
  size[blossom] = leaves
}
