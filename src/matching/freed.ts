import { type Neighbours, reachFrom } from './reach.ts'

/**
 * Who could do without their partner, were somebody else not there who is alone: whether some largest matching of the
 * others leaves `vertex` alone, where `absent` is taken away. `mate` is a largest matching (-1: alone) in which
 * `absent` is alone. Throws an `Error` where `mate` turns out not to be a largest one.
 *
 * A vertex can be left alone if an alternating path of even length leads to it from one that is (Gallai 1964, Edmonds
 * 1965). None leads through another one that is alone, the matching being a largest one, so that with `absent` only
 * those paths are gone that begin there. So it is enough to know of each group of vertices that odd cycles hold together
 * from whom such paths lead there: from nobody, from one, or from several, of whom two are kept.
 */
export function freed(
  mate: ArrayLike<number>,
  neighbours: Neighbours,
): (vertex: number, absent: number) => boolean {
  const n = mate.length
  const { groupOf, membersOf, inner } = reachFrom(mate, neighbours)
  // By group, who is alone and leads there.
  const first = new Int32Array(n).fill(-1)
  const second = new Int32Array(n).fill(-1)
  const queue: { readonly group: number; readonly root: number }[] = []
  const arrive = (group: number, root: number) => {
    const led = first[group] as number
    if (led === root || (second[group] as number) >= 0) return
    if (led < 0) first[group] = root
    else second[group] = root
    queue.push({ group, root })
  }
  const beyond = (vertex: number) => groupOf[mate[vertex] as number] as number
  const wanted = new Int32Array(inner.length)

  for (let vertex = 0; vertex < n; vertex++)
    if (mate[vertex] === -1) arrive(groupOf[vertex] as number, vertex)
  // Groups are joined by the vertices between them alone, each of which leads on to the group of its partner.
  let open = inner
  for (let at = 0; at < queue.length; at++) {
    const { group, root } = queue[at] as { group: number; root: number }
    open = open.filter((vertex) => (second[beyond(vertex)] as number) < 0)
    for (const member of membersOf(group)) {
      let count = 0
      for (let index = 0; index < open.length; index++) {
        const vertex = open[index] as number
        const there = beyond(vertex)
        if (first[there] === root || (second[there] as number) >= 0) continue
        wanted[count] = vertex
        count += 1
      }
      if (count === 0) break
      const found = neighbours(member, wanted.subarray(0, count))
      for (let index = 0; index < found.length; index++) arrive(beyond(found[index] as number), root)
    }
  }
  return (vertex, absent) => {
    const group = groupOf[vertex] as number
    return group >= 0 && ((second[group] as number) >= 0 || first[group] !== absent)
  }
}
