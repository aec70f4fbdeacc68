import type { Forest } from './forest.ts'
import type { Graph } from './graph.ts'
import { EventHeap } from './heap.ts'

/** What `Search.best` is where no edge from an outer vertex was seen. */
export const NONE = Number.POSITIVE_INFINITY

/** `other` of an event that is not an edge between outer vertices: see `Search`. */
export const VERTEX = -1
export const BLOSSOM = -2

/**
 * One search tree, grown from an exposed node. Duals of outer vertices fall by `delta` and those of inner ones rise,
 * without being touched: while a search is going on,
 *
 *   y = rest + shift of the group - delta (outer), + delta (inner), + 0 (free);
 *   z of an outermost blossom = z + delta (outer), - delta (inner), + 0 (free).
 *
 * Events are what can next happen when delta grows to the event's key: (u, v), an edge between outer vertices gets
 * tight; (v, VERTEX), an edge to a free node gets tight at v; (b, BLOSSOM), the dual of an inner blossom is used up.
 * Those for which it is time already are not in the heap but in `ready`, a stack of such pairs. Events that were overtaken stay and
 * are recognised when their time comes.
 */
export type Search = {
  readonly forest: Forest
  graph: Graph
  readonly heap: EventHeap
  readonly ready: number[]
  delta: number
  /** The search ends when delta reaches this: at `goal`, to which there is an edge from `goalFrom`, or -1. */
  limit: number
  goal: number
  goalFrom: number
  /** Of a vertex that is not outer: the least of y_u + delta - 2w over edges from outer vertices u, and that u. */
  readonly best: Float64Array
  readonly bestFrom: Int32Array
  /** Vertices whose `best` was set. */
  readonly reached: Int32Array
  reachedCount: number
  /** Outer vertices as they came, those that were looked at first. */
  readonly queue: Int32Array
  queueCount: number
  lookedCount: number
  /** Groups that were labelled, also those that have gone up in others. */
  readonly labelled: number[]
  /** Of an inner node: the edge through which the tree came, from an outer vertex to one of its own. */
  readonly entryFrom: Int32Array
  readonly entryTo: Int32Array
  /** Marks, never cleared since each use has a number of its own: vertices looked at, nodes on a way to the root. */
  readonly looked: Int32Array
  readonly passed: Int32Array
  searches: number
  /** `delta` when each vertex of the queue became outer. */
  readonly since: Float64Array
  /** By how much each vertex' dual fell while it was outer, in all searches: a pair's slack by no more than both. */
  readonly fallen: Float64Array
  passes: number
}

export function newSearch(forest: Forest, graph: Graph): Search {
  const { n, parent } = forest
  return {
    forest,
    graph,
    heap: new EventHeap(),
    ready: [],
    delta: 0,
    limit: NONE,
    goal: -1,
    goalFrom: -1,
    best: new Float64Array(n).fill(NONE),
    bestFrom: new Int32Array(n),
    reached: new Int32Array(n),
    reachedCount: 0,
    queue: new Int32Array(n),
    queueCount: 0,
    lookedCount: 0,
    labelled: [],
    entryFrom: new Int32Array(parent.length),
    entryTo: new Int32Array(parent.length),
    looked: new Int32Array(n),
    passed: new Int32Array(parent.length),
    searches: 0,
    since: new Float64Array(n),
    fallen: new Float64Array(n),
    passes: 0,
  }
}

/** Notes what will happen at `key`, unless the search will have ended. */
export function expect(search: Search, key: number, one: number, other: number): void {
  if (key >= search.limit) return
  if (key <= search.delta) search.ready.push(one, other)
  else search.heap.push(key, one, other)
}
