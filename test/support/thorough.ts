/** Whether this is `npm run test:thorough`, which tries everything; `npm test` tries some of it. */
const thorough = process.env.THOROUGH !== undefined

/** How many cases are tried: `some` by `npm test`, `all` by `npm run test:thorough`. */
export const cases = (some: number, all: number): number => (thorough ? all : some)

/** Those of a list that `npm test` tries too are its first `some`. */
export const firstOf = <T>(some: number, all: readonly T[]): readonly T[] =>
  all.slice(0, cases(some, all.length))

/** How long a test may take that tries everything, ms. */
export const THOROUGH_MS = 600_000
