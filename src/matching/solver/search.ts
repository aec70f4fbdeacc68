import { augment } from './augment.ts'
import { expand } from './expand.ts'
import { topOf } from './forest.ts'
import { isReached, isUsedUp, lookAt, makeFree, makeInner, makeOuter } from './labels.ts'
import { BLOSSOM, NONE, type Search, VERTEX } from './search-state.ts'
import { shrink } from './shrink.ts'

/**
 * Grows a tree from an exposed outermost node until it is matched, or one of its vertices that has a dual of 0 is
 * exposed in its place: the primal-dual method of Edmonds (1965), with the events in a heap as Galil (1986)
 * describes, so that only what the tree reaches is touched. Always ends, since duals of outer vertices fall.
 *
 * Before and after, all slacks and duals are non-negative, edges of the matching and of blossoms are tight; one
 * exposed vertex with a positive dual less is left.
 */
export function grow(search: Search, root: number): void {
  begin(search, root)
  const { heap, ready } = search
  for (;;) {
    // An edge to the goal may be tight already, and then nothing else matters.
    while (search.lookedCount < search.queueCount && search.limit > search.delta) {
      lookAt(search, search.queue[search.lookedCount++] as number)
    }
    if (search.limit <= search.delta) break
    if (ready.length > 0) {
      const other = ready.pop() as number
      happen(search, ready.pop() as number, other)
    } else {
      if (heap.count === 0 || heap.key >= search.limit) break
      search.delta = heap.key
      const { one, other } = heap
      heap.pop()
      happen(search, one, other)
    }
  }
  finish(search)
}

function begin(search: Search, root: number): void {
  search.heap.clear()
  search.ready.length = 0
  search.labelled.length = 0
  search.delta = 0
  search.limit = NONE
  search.queueCount = 0
  search.lookedCount = 0
  search.searches += 1
  makeOuter(search, root)
}

/** See `Search` for events. */
function happen(search: Search, one: number, other: number): void {
  const { forest } = search
  if (other === VERTEX) {
    if (!isReached(search, one)) return
    const node = topOf(forest, one)
    makeInner(search, node, search.bestFrom[one] as number, one)
    makeOuter(search, topOf(forest, forest.mate[forest.base[node] as number] as number))
  } else if (other === BLOSSOM) {
    if (isUsedUp(search, one)) expand(search, one)
  } else {
    const [from, to] = [topOf(forest, one), topOf(forest, other)]
    if (from !== to) shrink(search, one, other)
  }
}

/** Moves all duals by what the tree has come to, and augments. */
function finish(search: Search): void {
  const { best, reached, labelled, queue, since, fallen } = search
  search.delta = search.limit
  for (let at = 0; at < search.queueCount; at++) {
    const vertex = queue[at] as number
    fallen[vertex] = (fallen[vertex] as number) + search.limit - (since[at] as number)
  }
  augment(search)
  for (const group of labelled) makeFree(search, group)
  for (let at = 0; at < search.reachedCount; at++) best[reached[at] as number] = NONE
  search.reachedCount = 0
}
