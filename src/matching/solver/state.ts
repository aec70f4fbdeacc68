import { newAssignment } from './assignment.ts'
import { copyForest, dualOf, type Forest, isExposed, newForest, topOf } from './forest.ts'
import { assign, halve } from './fractional.ts'
import { type EdgeList, type Graph, greatestWeights, newGraph } from './graph.ts'
import { grow } from './search.ts'
import { newSearch, type Search } from './search-state.ts'

/** A matching of a graph on its way to be one of the greatest weight: what is found is kept, and mended from there. */
export type State = {
  readonly n: number
  readonly lift: number
  lists: readonly EdgeList[]
  graph: Graph
  forest: Forest
  search: Search
  /** No pair that is not in the graph had a slack of less before the first search; -1 where nothing is known. */
  spare: number
}

/**
 * Begins with the half-integral optimum of a graph; where weights are so great that its prices were not exact, with
 * everybody alone.
 */
export function begin(n: number, list: EdgeList, lift: number, stopped: () => boolean): State {
  const graph = newGraph(n, [list], lift)
  const assignment = newAssignment(graph)
  assign(graph, assignment, stopped)
  // A price never falls: these have been the greatest ones, and what was added up on the way had four terms at most.
  const exact = assignment.price.every((price) => 4 * price <= Number.MAX_SAFE_INTEGER)
  const forest = exact ? halve(graph, assignment) : newForest(greatestWeights(graph))
  return { n, lift, lists: [list], graph, forest, search: newSearch(forest, graph), spare: -1 }
}

/** The same again with other edges; what has changed in one is not seen in the other. */
export function fork(state: State, lists: readonly EdgeList[]): State {
  const forest = copyForest(state.forest)
  const graph = newGraph(state.n, lists, state.lift)
  return { ...state, lists, graph, forest, search: newSearch(forest, graph) }
}

/** Adds edges that are not there yet; they may outweigh their duals until that is mended. */
export function addEdges(state: State, list: EdgeList): void {
  state.lists = [...state.lists, list]
  state.graph = newGraph(state.n, state.lists, state.lift)
  state.search.graph = state.graph
}

/** Searches from every node that is alone although its dual is not 0. Says whether it came to the end. */
export function growAll(state: State, stopped: () => boolean): boolean {
  const { forest, search } = state
  for (let vertex = 0; vertex < state.n; vertex++) {
    const top = topOf(forest, vertex)
    if (forest.base[top] !== vertex || !isExposed(forest, top) || dualOf(forest, vertex) === 0) continue
    if (stopped()) return false
    grow(search, top)
  }
  return true
}
