/** A graph to search: `neighbours(vertex)` are all that it may be paired with, in any order. */
export type Neighbours = (vertex: number) => ArrayLike<number>

const UNSEEN = 0
const OUTER = 1
const INNER = 2

/**
 * Who could do without their partner, were `absent` not there: for each vertex 1 if some largest matching of the
 * others leaves it alone, else 0. `mate` is a largest matching (-1: alone) in which `absent` is alone.
 *
 * A vertex can be left alone if an alternating path of even length leads to it from one that is (Gallai 1964, Edmonds
 * 1965). One search grows all such paths at once: from everybody who is alone, over a pair that may be made to somebody
 * who is matched, and on to their partner. Where two paths of one tree meet, an odd cycle closes, all of whose vertices
 * can be reached so: it counts as one from then on. Throws an `Error` where `mate` turns out not to be a largest one.
 */
export function freedWithout(absent: number, mate: ArrayLike<number>, neighbours: Neighbours): Uint8Array {
  const n = mate.length
  const label = new Uint8Array(n)
  const from = new Int32Array(n).fill(-1)
  const cycle = Int32Array.from({ length: n }, (_, vertex) => vertex)
  const seen = new Int32Array(n).fill(-1)
  const queue: number[] = []
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
  /** Takes one side of a cycle, from where it closes up to its base, into the cycle. */
  const close = (below: number, base: number) => {
    let top = baseOf(below)
    while (top !== base) {
      const partner = mate[top] as number
      if (label[partner] === INNER) reach(partner)
      cycle[top] = base
      cycle[baseOf(partner)] = base
      top = baseOf(from[partner] as number)
    }
  }

  for (let vertex = 0; vertex < n; vertex++) if (mate[vertex] === -1 && vertex !== absent) reach(vertex)
  for (let at = 0; at < queue.length; at++) {
    const one = queue[at] as number
    const others = neighbours(one)
    for (let index = 0; index < others.length; index++) {
      const other = others[index] as number
      if (other === absent) continue
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
  return label.map((each) => (each === OUTER ? 1 : 0))
}
