import { parseArgs } from 'node:util'

export type Order =
  | { readonly kind: 'help' }
  | { readonly kind: 'instance'; readonly file: string }
  | { readonly kind: 'population'; readonly size: number; readonly seed: number; readonly table: boolean }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] }

export const USAGE = `Finds as many pairs as possible and, among those matchings, one of the greatest weight.

  match FILE                       solve an instance in JSON: {"n": 4, "edges": [[0, 1, 5], …]}
  match --population N [--seed S]  invent N people and match them, from profiles to proof
  match --help

  FILE's vertices are 0 to n - 1, an edge is [vertex, vertex, weight], and weights are integers up to 2^53 - 1
  in size. With "maxCardinality": false, weight alone counts.
  --seed S     which people are invented; 1 where it is not said
  --table      for people to read, in place of a line of JSON

The answer is proved optimal, and the proof checked on every pair. Exit codes: 0 solved, 1 failed, 2 wrong input.
`

/** What a command line asks for. */
export function readFlags(args: readonly string[]): Order {
  let read: ReturnType<typeof parse>
  try {
    read = parse(args)
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error))
  }
  const { values, positionals } = read
  if (values.help) return { kind: 'help' }
  const { population, seed, table = false } = values
  const [file, ...more] = positionals
  if (more.length > 0) return wrong(`one file, not ${positionals.length}`)
  if (population === undefined) {
    if (file === undefined) return wrong('neither a file nor --population')
    const [spare] = Object.keys(values)
    return spare === undefined ? { kind: 'instance', file } : wrong(`--${spare} goes with --population`)
  }
  if (file !== undefined) return wrong(`either ${file} or --population`)
  const numbers = { population: integer(population), seed: integer(seed ?? '1') }
  const problems = Object.entries(numbers).flatMap(([flag, value]) =>
    value === undefined ? [`--${flag} ${values[flag as 'seed']}: not an integer of 0 or more`] : [],
  )
  if (numbers.population === undefined || numbers.seed === undefined) return { kind: 'wrong', problems }
  return { kind: 'population', size: numbers.population, seed: numbers.seed, table }
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      population: { type: 'string' },
      seed: { type: 'string' },
      table: { type: 'boolean' },
    },
  })
}

function wrong(problem: string): Order {
  return { kind: 'wrong', problems: [`${problem}; --help says more`] }
}

function integer(text: string): number | undefined {
  return /^\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined
}
