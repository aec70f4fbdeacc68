import type { EdgeList } from './graph.ts'
import type { Layout } from './layout.ts'

/** Duals to price with: 2w + 2`lift` is what a pair's duals, doubled, have to come up to. */
export type Duals = Omit<Layout, 'mate'> & { readonly lift: number }

/** Pairs that outweigh their duals. */
export type Priced = {
  readonly pairs: EdgeList
  /** By how much the worst pair of each row does, summed over all rows: doubled, like the duals. */
  readonly violation: number
}

/**
 * Where all allowed pairs come from: a list, or people who are scored when asked. A row is what a vertex has with
 * later ones, or any other way to look at each pair once.
 */
export type PairSource = {
  readonly n: number
  /** The heaviest pairs of each vertex, about `keep` of them, each pair once: all, where it has no more. */
  readonly candidates: (keep: number) => EdgeList
  /**
   * Pairs that outweigh their duals, each once: of each row that has any, up to `keep` of the worst. With `rows`, of
   * these only, and then each of them looks at all others.
   */
  readonly price: (duals: Duals, keep: number, rows?: Int32Array) => Priced
}

/** What is to be matched: pairs whose weights are integers from `least` to `greatest`. */
export type Problem = {
  readonly pairs: PairSource
  readonly least: number
  readonly greatest: number
  /** By how much two weights differ at most, apart from what they have from their vertices. */
  readonly spread: number
  /** What each vertex adds to the weights of all its pairs: integers, 0 or more. All 0 where it is not said. */
  readonly worth?: Float64Array
  /** Whether the number of pairs comes before their weight; otherwise weight alone counts. */
  readonly maxCardinality: boolean
}
