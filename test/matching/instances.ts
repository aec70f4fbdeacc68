import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Edge } from '../../src/matching/components.ts'

/** A problem and the size of its best solutions, as other solvers found it. */
interface Instance {
  readonly n: number
  readonly edges: readonly Edge[]
  readonly maxCardinality: boolean
  readonly optimumCardinality: number
  readonly optimumWeight: number
  /** The solvers. */
  readonly agreedBy: readonly string[]
}

/** By name; of another folder, where MATCHING_INSTANCES says so. */
export const INSTANCES: readonly (readonly [string, Instance])[] = read(
  process.env.MATCHING_INSTANCES ?? join(import.meta.dirname, 'instances'),
)

function read(folder: string): [string, Instance][] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return files.map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8'))])
}
