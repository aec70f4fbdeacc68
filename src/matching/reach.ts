/** A graph to search: those `among` others, all different, with whom `vertex` may be paired, in any order. */
export type Neighbours = (vertex: number, among: Int32Array) => ArrayLike<number>

/** Where alternating paths lead from those who are alone. */
export type Reach = {
  /**
   * Of each vertex to which a path of even length leads: the group that it belongs to, by the number of a vertex of it;
   * otherwise -1. Odd cycles hold a group together: into it leads the partner of one of its vertices, if anything
   * does, and on from there a path of even length to every one of them.
   */
  readonly groupOf: Int32Array
  readonly membersOf: (group: number) => number[]
  /** The vertices to which paths of odd length lead alone: these are between groups. */
  readonly inner: Int32Array
}

const UNSEEN = 0
const OUTER = 1
const INNER = 2

/**
 * Grows all alternating paths at once (Edmonds 1965): from everybody who is alone in `mate` (-1), over a pair that may
 * be made to somebody who is matched, and on to their partner. Where two paths of one tree meet, an odd cycle closes,
 * all of whose vertices can be reached so: it counts as one from then on. Throws an `Error` where `mate` turns out not
 * to be a largest matching.
 *
 * Asked for are only those neighbours who change something: whoever is unseen, or in another group. Where many pairs
 * are allowed these are soon few, so that it takes far less than a look at all pairs.
 */
export function reachFrom(mate: ArrayLike<number>, neighbours: Neighbours): Reach {
  const n = mate.length
  const label = new Uint8Array(n)
  const from = new Int32Array(n).fill(-1)
  const cycle = Int32Array.from({ length: n }, (_, vertex) => vertex)
  // The members of a group in a ring.
  const ring = cycle.slice()
  const seen = new Int32Array(n).fill(-1)
  const among = new Int32Array(n)
  const queue: number[] = []
  let unseen = cycle.slice()
  let bases: number[] = []
  let walks = 0

  const baseOf = (vertex: number) => {
    let at = vertex
    while (cycle[at] !== at) {
      const next = cycle[at] as number
      cycle[at] = cycle[next] as number
      at = next
    }
    return at
  }
  const above = (base: number) => {
    const partner = mate[base] as number
    return partner < 0 ? -1 : baseOf(from[partner] as number)
  }
  const reach = (vertex: number) => {
    label[vertex] = OUTER
    queue.push(vertex)
    bases.push(vertex)
  }
  /** The lowest vertex above both, by turns; -1 if they are in two trees. */
  const meeting = (one: number, other: number) => {
    walks += 1
    let [at, next] = [one, other]
    while (at >= 0 || next >= 0) {
      if (at >= 0) {
        if (seen[at] === walks) return at
        seen[at] = walks
        at = above(at)
      }
      ;[at, next] = [next, at]
    }
    return -1
  }
  /** Makes one group of two, with the base of the second. */
  const join = (group: number, base: number) => {
    cycle[group] = base
    const next = ring[group] as number
    ring[group] = ring[base] as number
    ring[base] = next
  }
  /** Takes one side of a cycle, from where it closes up to its base, into the cycle. */
  const close = (below: number, base: number) => {
    let top = baseOf(below)
    while (top !== base) {
      const partner = mate[top] as number
      reach(partner)
      join(top, base)
      join(partner, base)
      top = baseOf(from[partner] as number)
    }
  }
  /** Puts everybody unseen, and the members of all groups but one, among those to ask for. */
  const others = (own: number) => {
    let count = 0
    unseen = unseen.filter((vertex) => label[vertex] === UNSEEN)
    among.set(unseen)
    count = unseen.length
    bases = bases.filter((base) => cycle[base] === base)
    for (const base of bases) {
      if (base === own) continue
      let member = base
      do {
        among[count] = member
        count += 1
        member = ring[member] as number
      } while (member !== base)
    }
    return among.subarray(0, count)
  }

  for (let vertex = 0; vertex < n; vertex++) if (mate[vertex] === -1) reach(vertex)
  for (let at = 0; at < queue.length; at++) {
    const one = queue[at] as number
    const wanted = others(baseOf(one))
    const found = wanted.length === 0 ? wanted : neighbours(one, wanted)
    for (let index = 0; index < found.length; index++) {
      const other = found[index] as number
      if (label[other] === UNSEEN) {
        label[other] = INNER
        from[other] = one
        reach(mate[other] as number)
      } else if (label[other] === OUTER && baseOf(other) !== baseOf(one)) {
        const base = meeting(baseOf(one), baseOf(other))
        if (base < 0) throw new Error('the matching is not one of the largest')
        close(one, base)
        close(other, base)
      }
    }
  }
  const vertices = Int32Array.from({ length: n }, (_, vertex) => vertex)
  return {
    groupOf: vertices.map((vertex) => (label[vertex] === OUTER ? baseOf(vertex) : -1)),
    membersOf: (group) => {
      const members = [group]
      for (let at = ring[group] as number; at !== group; at = ring[at] as number) members.push(at)
      return members
    },
    inner: vertices.filter((vertex) => label[vertex] === INNER),
  }
}
