import type { Forest } from './forest.ts'
import { groupOf, moveLeaves, topOf } from './forest.ts'

/** The children of a blossom that was opened, from the one that holds its base on, around the ring. */
export type Ring = { readonly children: Int32Array; readonly count: number }

/**
 * Dissolves an outermost blossom whose dual is 0: its children become outermost nodes, in groups with the same
 * shift and label. The one that has the base is the first of the ring and keeps partner or loneliness; of the
 * others, the second and third are matched along the ring, the fourth and fifth, and so on.
 */
export function open(forest: Forest, blossom: number): Ring {
  const children = ringOf(forest, blossom)
  const count = children.length
  spread(forest, children, groupOf(forest, blossom))
  const { parent, base, mate, ringFrom, ringTo, spareNodes, child } = forest
  for (const each of children) parent[each] = -1

  // Only now that leaves know their new groups it is known, in one step, which child has the base.
  const lone = base[blossom] as number
  rotate(children, topOf(forest, lone))
  base[children[0] as number] = lone
  for (let at = 1; at < count; at += 2) {
    const one = children[at] as number
    const other = children[at + 1] as number
    const from = ringFrom[one] as number
    const to = ringTo[one] as number
    base[one] = from
    base[other] = to
    mate[from] = to
    mate[to] = from
  }
  child[blossom] = -1
  spareNodes[forest.nodesLeft++] = blossom
  return { children, count }
}

/** The children of a blossom, around the ring from any. */
export function ringOf({ child, sibling }: Forest, blossom: number): Int32Array {
  const start = child[blossom] as number
  let count = 0
  let at = start
  do {
    count += 1
    at = sibling[at] as number
  } while (at !== start)
  const children = new Int32Array(count)
  for (let index = 0; index < count; index++) {
    children[index] = at
    at = sibling[at] as number
  }
  return children
}

/** Gives each child a group: the largest keeps the one they had. */
function spread(forest: Forest, children: Int32Array, group: number): void {
  const { size, top, shift, label, spareGroups } = forest
  let largest = children[0] as number
  for (const each of children) if ((size[each] as number) > (size[largest] as number)) largest = each
  for (const each of children) {
    if (each === largest) continue
    const own = spareGroups[--forest.groupsLeft] as number
    shift[own] = shift[group] as number
    label[own] = label[group] as number
    top[own] = each
    moveLeaves(forest, each, own, 0)
  }
  top[group] = largest
}

/** Turns the list so that it begins with `start`. */
function rotate(children: Int32Array, start: number): void {
  const by = children.indexOf(start)
  if (by <= 0) return
  const turned = children.slice(by)
  children.copyWithin(children.length - by, 0, by)
  children.set(turned)
}
