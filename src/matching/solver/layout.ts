import type { Blossom } from '../certificate/certificate.ts'
import { dualOf, type Forest, topOf } from './forest.ts'
import { ringOf } from './opening.ts'

/** A blossom's vertices are `leaves[from]` up to `leaves[to - 1]`; `parent` is an index into the list, or -1. */
export type Stretch = {
  readonly from: number
  readonly to: number
  readonly z: number
  readonly parent: number
}

/** What a forest proves, laid out flat: the vertices in an order in which every blossom's are contiguous. */
export type Layout = {
  readonly dual: Float64Array
  readonly leaves: Int32Array
  /** Those with a dual above 0, a blossom before those in it. */
  readonly blossoms: readonly Stretch[]
  /** The innermost of these around each vertex, or -1. */
  readonly innermost: Int32Array
  readonly mate: Int32Array
}

/** Lays a forest out. Between searches only. */
export function layOut(forest: Forest): Layout {
  const { n, next, first, last, base, mate, size, z, ringFrom, ringTo } = forest
  const dual = new Float64Array(n)
  const leaves = new Int32Array(n)
  const place = new Int32Array(n)
  const partner = new Int32Array(n).fill(-1)
  const blossoms: Stretch[] = []
  const innermost = new Int32Array(n).fill(-1)
  const pair = (one: number, other: number) => {
    partner[one] = other
    partner[other] = one
  }
  let count = 0
  // Blossoms, each with its base and the index of what lies around it.
  const stack: number[] = []
  for (let vertex = 0; vertex < n; vertex++) {
    dual[vertex] = dualOf(forest, vertex)
    const top = topOf(forest, vertex)
    if (base[top] !== vertex) continue
    if ((mate[vertex] as number) >= 0) pair(vertex, mate[vertex] as number)
    const end = last[top] as number
    for (let leaf = first[top] as number; ; leaf = next[leaf] as number) {
      place[leaf] = count
      leaves[count++] = leaf
      if (leaf === end) break
    }
    if (top >= n) stack.push(top, vertex, -1)
  }
  while (stack.length > 0) {
    let around = stack.pop() as number
    const lone = stack.pop() as number
    const blossom = stack.pop() as number
    const from = place[first[blossom] as number] as number
    const own = z[blossom] as number
    if (own > 0) {
      around = blossoms.push({ from, to: from + (size[blossom] as number), z: own, parent: around }) - 1
    }
    const ring = ringOf(forest, blossom)
    const at = place[lone] as number
    const start = ring.findIndex((child) => {
      const begin = place[first[child] as number] as number
      return begin <= at && at < begin + (size[child] as number)
    })
    for (let step = 0; step < ring.length; step++) {
      const child = ring[(start + step) % ring.length] as number
      let stem = lone
      if (step % 2 === 1) {
        stem = ringFrom[child] as number
        pair(stem, ringTo[child] as number)
      } else if (step > 0) {
        stem = ringTo[ring[(start + step - 1) % ring.length] as number] as number
      }
      if (child >= n) stack.push(child, stem, around)
      else innermost[child] = around
    }
  }
  return { dual, leaves, blossoms, innermost, mate: partner }
}

/** A layout's blossoms with their members: all together many numbers where they nest deep. */
export function blossomsOf({ leaves, blossoms }: Layout): Blossom[] {
  return blossoms.map(({ from, to, z, parent }) => ({ parent, z, members: [...leaves.subarray(from, to)] }))
}

/** A function that gives Σz of the blossoms around two vertices, in a time that depends on how deep they nest. */
export function aroundBoth({ innermost, blossoms }: Pick<Layout, 'innermost' | 'blossoms'>) {
  const held = new Float64Array(blossoms.length)
  const parents = new Int32Array(blossoms.length)
  for (const [index, { parent, z }] of blossoms.entries()) {
    parents[index] = parent
    held[index] = z + (parent < 0 ? 0 : (held[parent] as number))
  }
  return (one: number, other: number): number => {
    let here = innermost[one] as number
    let there = innermost[other] as number
    // What lies around a blossom comes before it, so that the later of the two can't be around the other.
    while (here !== there) {
      if (here > there) here = parents[here] as number
      else there = parents[there] as number
    }
    return here < 0 ? 0 : (held[here] as number)
  }
}
