/** Numbers from 0 to 1 that the seed decides (Park and Miller's minimal standard generator, 1988). */
export function numbers(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1
  const next = () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
  // The first of a small seed is always small.
  next()
  return next
}
