/** The package has no types. Its result has, for each vertex up to the highest in an edge, its mate or -1. */
declare module 'edmonds-blossom-fixed' {
  function blossom(edges: readonly (readonly [number, number, number])[], maxCardinality: boolean): number[]
  export = blossom
}
