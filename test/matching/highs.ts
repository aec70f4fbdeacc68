import loadHighs from 'highs'
import type { Edge } from '../../src/matching/components.ts'

// The package is an ES module whose types are taken for CommonJS.
const load = loadHighs as unknown as typeof loadHighs.default

/**
 * The size of the largest matchings, and the greatest weight of one of them, as HiGHS finds them with branch and
 * bound (Huangfu and Hall, "Parallelizing the dual revised simplex method", 2018): another way altogether.
 */
export async function byInteger(n: number, edges: readonly Edge[]): Promise<[number, number]> {
  const highs = await load()
  const at: string[][] = Array.from({ length: n }, () => [])
  for (const [index, [one, other]] of edges.entries()) {
    at[one]!.push(`x${index}`)
    at[other]!.push(`x${index}`)
  }
  const all = edges.map((_, index) => `x${index}`)
  const weights = edges.map(([, , weight], index) => `${weight} x${index}`)
  const once = at.flatMap((xs, vertex) => (xs.length > 0 ? [`once${vertex}: ${sum(xs)} <= 1`] : []))
  const greatest = (terms: readonly string[], rows: readonly string[]) => {
    const model = ['Maximize', `obj: ${sum(terms)}`, 'Subject To', ...rows, 'Binary', ...all, 'End'].join(
      '\n',
    )
    const { Status, ObjectiveValue } = highs.solve(model, { mip_rel_gap: 0, mip_abs_gap: 0.5 })
    if (Status !== 'Optimal') throw new Error(Status)
    return Math.round(ObjectiveValue)
  }
  const pairs = greatest(all, once)
  return [pairs, greatest(weights, [...once, `size: ${sum(all)} = ${pairs}`])]
}

/** A sum with line breaks, since lines of the format are not read to any length. */
function sum(terms: readonly string[]): string {
  return terms.map((term, index) => (index % 20 === 19 ? `+ ${term}\n` : `+ ${term}`)).join(' ')
}
