import type { Certificate } from './certificate.ts'

/** Vertices in an order in which every blossom is a stretch, so that what lies around two is quickly known. */
export type Nesting = {
  readonly position: Int32Array
  /**
   * By the position of another vertex: 2z of all blossoms that hold both that and `vertex`, summed. Overwritten
   * by the next call.
   */
  readonly around: (vertex: number) => Float64Array
}

/** The nesting of a certificate's blossoms, or what is wrong: each is odd and lies in its parent beside the others. */
export function nestingOf({ n, blossoms }: Certificate): Nesting | string {
  // Within which blossom each vertex lies; the last entry of the next two stands for the whole.
  const innermost = new Int32Array(n).fill(blossoms.length)
  const start = new Int32Array(blossoms.length + 1)
  const next = new Int32Array(blossoms.length + 1)
  const depth = new Float64Array(blossoms.length + 1)
  const size = (index: number) => blossoms[index]?.members.length ?? n + 1
  const outward = [...blossoms.keys()].sort((one, other) => size(other) - size(one))
  for (const index of outward) {
    const { parent, z, members } = blossoms[index] ?? { parent: -1, z: 0, members: [] }
    if (!Number.isSafeInteger(z) || z < 0) return `blossom ${index} has the dual ${z}`
    if (members.length < 3 || members.length % 2 === 0)
      return `blossom ${index} has ${members.length} members`
    const outer = parent === -1 ? blossoms.length : parent
    if ((parent !== -1 && !(parent in blossoms)) || size(outer) <= members.length)
      return `blossom ${index} is not within ${parent}`
    for (const member of members) {
      if (innermost[member] !== outer) return `${member} of blossom ${index} is not its own within ${parent}`
      innermost[member] = index
    }
    depth[index] = (depth[outer] ?? 0) + 2 * z
    start[index] = next[outer] ?? 0
    next[index] = next[outer] ?? 0
    next[outer] = (next[outer] ?? 0) + members.length
  }
  const position = new Int32Array(n)
  for (let vertex = 0; vertex < n; vertex++) {
    const inner = innermost[vertex] ?? 0
    position[vertex] = next[inner] ?? 0
    next[inner] = (next[inner] ?? 0) + 1
  }

  const level = new Float64Array(n)
  let [dirtyFrom, dirtyTo] = [0, 0]
  return {
    position,
    around: (vertex) => {
      level.fill(0, dirtyFrom, dirtyTo)
      dirtyFrom = position[vertex] ?? 0
      dirtyTo = dirtyFrom
      for (let index = innermost[vertex] ?? -1; index < blossoms.length && index >= 0; ) {
        const from = start[index] ?? 0
        const to = from + size(index)
        level.fill(depth[index] ?? 0, from, dirtyFrom)
        level.fill(depth[index] ?? 0, dirtyTo, to)
        dirtyFrom = from
        dirtyTo = to
        index = blossoms[index]?.parent ?? -1
      }
      return level
    },
  }
}
