/**
 * A stream of integers from 0 to 2^32 - 1 that depends on `seed` (any safe integer) and nothing else: Tommy
 * Ettinger's mulberry32, which is small and good enough to settle ties and to invent people.
 */
export function draws(seed: number): () => number {
  let state = (seed ^ Math.floor(seed / 2 ** 32)) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let x = Math.imul(state ^ (state >>> 15), state | 1)
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61)
    return (x ^ (x >>> 14)) >>> 0
  }
}

/** `items` in an order that depends on `seed` (any safe integer) alone: each draws a number and they queue by it. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const draw = draws(seed)
  return items
    .map((item) => ({ item, number: draw() }))
    .sort((one, other) => one.number - other.number)
    .map(({ item }) => item)
}
