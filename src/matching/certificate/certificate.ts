/** An odd set of vertices that the proof counts as one. */
export type Blossom = {
  /** The blossom around it, as an index into the list, or -1. */
  readonly parent: number
  /** Its dual, an integer above 0, in the units of the vertices' duals. */
  readonly z: number
  /** Vertices: an odd number of them, 3 or more. */
  readonly members: readonly number[]
}

/**
 * A matching and the proof that none is better: a solution of the dual of Edmonds' linear program (Jack
 * Edmonds, "Maximum matching and a polyhedron with 0,1-vertices", 1965). All duals are doubled, so that
 * they are integers where the weights are.
 *
 * With w' = w + `lift`, y = `dual` and Σz over the blossoms that hold both i and j, for every pair i, j
 * that may be matched: y_i + y_j + 2Σz ≥ 2w'. And Σy + 2Σz⌊|B|/2⌋ = 2Σw' over the matched pairs. Whatever
 * matching there is, its pairs' 2w' sum up to no more than the left side: so none weighs more than this.
 */
export type Certificate = {
  readonly n: number
  /** Added to every weight so that more pairs outweigh any score; 0 where the number does not count. */
  readonly lift: number
  /** y ≥ 0 of each vertex. */
  readonly dual: readonly number[]
  readonly blossoms: readonly Blossom[]
  /** Each vertex's partner, or -1. */
  readonly mate: readonly number[]
}
