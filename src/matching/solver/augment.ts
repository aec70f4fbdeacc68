import { topOf } from './forest.ts'
import type { Search } from './search-state.ts'

/**
 * Turns the matching over along the tree's way from the root to where the search ended: at an exposed node, which
 * gets a partner, or at an outer vertex without a dual, which loses its own. Through a blossom the way is taken by
 * giving it another base.
 */
export function augment({ forest, goal, goalFrom, entryFrom, entryTo }: Search): void {
  const { mate, base } = forest
  // An outer vertex, and the partner that it gets.
  let vertex = goal
  let partner = -1
  if (goalFrom >= 0) {
    base[topOf(forest, goal)] = goal
    mate[goal] = goalFrom
    vertex = goalFrom
    partner = goal
  }
  for (;;) {
    const outer = topOf(forest, vertex)
    const before = mate[base[outer] as number] as number
    base[outer] = vertex
    mate[vertex] = partner
    if (before < 0) return
    const inner = topOf(forest, before)
    partner = entryTo[inner] as number
    vertex = entryFrom[inner] as number
    base[inner] = partner
    mate[partner] = vertex
  }
}
