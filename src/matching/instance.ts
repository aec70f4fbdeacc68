import type { Edge } from './components.ts'

/** A graph to match: vertices 0 to `n` - 1, and what is wanted (see `solve`). */
export type Instance = {
  readonly n: number
  readonly edges: readonly Edge[]
  readonly maxCardinality: boolean
}

/** More vertices than this are taken for a mistake, since every one takes memory. */
const MOST_VERTICES = 10_000_000

/**
 * Reads `{n, edges: [[i, j, weight], …], maxCardinality}` from JSON text; without `maxCardinality` it is
 * true, and other fields are ignored. Gives the instance, or every problem found, each with its position.
 */
export function readInstance(text: string): Instance | { readonly problems: readonly string[] } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return { problems: [`not JSON: ${error instanceof Error ? error.message : error}`] }
  }
  if (!isRecord(json)) return { problems: [`the instance is ${show(json)}, not an object`] }
  const { n, edges, maxCardinality = true } = json
  const problems: string[] = []
  if (!isVertexCount(n)) problems.push(`n: ${show(n)} is not an integer from 0 to ${MOST_VERTICES}`)
  if (typeof maxCardinality !== 'boolean') {
    problems.push(`maxCardinality: ${show(maxCardinality)} is neither true nor false`)
  }
  if (!Array.isArray(edges)) problems.push(`edges: ${show(edges)} is not a list`)
  if (!isVertexCount(n) || typeof maxCardinality !== 'boolean' || !Array.isArray(edges)) return { problems }

  const read = readEdges(edges, n)
  return read.problems.length > 0 ? { problems: read.problems } : { n, edges: read.edges, maxCardinality }
}

function readEdges(list: readonly unknown[], n: number): { edges: Edge[]; problems: string[] } {
  const edges: Edge[] = []
  const problems: string[] = []
  const seen = new Map<number, number>()
  for (const [index, item] of list.entries()) {
    const at = `edges[${index}]`
    if (!Array.isArray(item) || item.length !== 3) {
      problems.push(`${at}: ${show(item)} is not [vertex, vertex, weight]`)
      continue
    }
    const [one, other, weight]: unknown[] = item
    const before = problems.length
    const first = readVertex(one, n, `${at}[0]`, problems)
    const second = readVertex(other, n, `${at}[1]`, problems)
    const heavy = readWeight(weight, `${at}[2]`, problems)
    if (problems.length > before) continue
    if (first === second) {
      problems.push(`${at}: vertex ${first} is joined to itself`)
      continue
    }
    const pair = Math.min(first, second) * n + Math.max(first, second)
    const earlier = seen.get(pair)
    if (earlier !== undefined)
      problems.push(`${at}: the pair ${first}, ${second} is already edges[${earlier}]`)
    else seen.set(pair, index)
    edges.push([first, second, heavy])
  }
  return { edges, problems }
}

function readVertex(value: unknown, n: number, at: string, problems: string[]): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    problems.push(`${at}: the vertex ${show(value)} is not an integer`)
    return 0
  }
  if (value < 0 || value >= n) problems.push(`${at}: the vertex ${value} is not among 0 to ${n - 1}`)
  return value
}

function readWeight(value: unknown, at: string, problems: string[]): number {
  if (typeof value !== 'number' || (Number.isFinite(value) && !Number.isInteger(value))) {
    problems.push(`${at}: the weight ${show(value)} is not an integer`)
    return 0
  }
  if (!Number.isSafeInteger(value)) {
    problems.push(`${at}: the weight ${value} is outside -(2^53 - 1) to 2^53 - 1`)
  }
  return value
}

function isVertexCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_VERTICES
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value as a reader of an error wants it: as JSON, and no longer than a line. */
function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'missing'
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
