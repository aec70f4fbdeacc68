import { check } from './certificate/check.ts'
import { inventPool } from './generate.ts'
import { preparePeople } from './person.ts'
import { poolProblem } from './pool-problem.ts'
import { scanOrder } from './scoring/flat.ts'
import type { Measure } from './solver/measure.ts'
import { newSolver } from './solver/optimum.ts'
import type { Phases } from './solver/solution.ts'

/** What it took to match people who were invented. Times are milliseconds. */
export type PopulationReport = {
  readonly people: number
  readonly seed: number
  readonly cardinality: number
  /** Sum of the pairs' scores, each 0…1000. */
  readonly score: number
  readonly certificate: { readonly valid: boolean; readonly gap: number }
  readonly phases: Phases & { readonly invent: number; readonly prepare: number; readonly check: number }
  /** From prepared profiles to the matching, without the check. */
  readonly ms: number
  /** How near to the best it was known to be, and when; `pairsProved`: no matching has more pairs. */
  readonly progress: readonly { readonly ms: number; readonly gap: number; readonly pairsProved: boolean }[]
  readonly peakMegabytes: number
}

export type PopulationOptions = {
  readonly seed: number
  readonly timeLimitMs?: number
  /** Milliseconds, counted from whenever. */
  readonly now: () => number
  /** Bytes that the process has held at most. */
  readonly peakMemory: () => number
}

/** Invents people (see `inventPool`), matches them through the full scoring path and checks the proof on all pairs. */
export function matchPopulation(size: number, options: PopulationOptions): PopulationReport {
  const { seed, now, timeLimitMs, peakMemory } = options
  const timed = stopwatch(now)
  const pool = timed('invent', () => inventPool(size, seed))
  const people = timed('prepare', () => scanOrder(preparePeople(pool), pool.rules))
  const problem = poolProblem(people, pool)
  const progress: PopulationReport['progress'][number][] = []
  const started = now()
  const solution = newSolver(problem).solve({
    now,
    ...(timeLimitMs === undefined ? {} : { timeLimitMs }),
    onProgress: ({ gap, cardinalityProved }: Measure) => {
      progress.push({ ms: rounded(now() - started), gap, pairsProved: cardinalityProved })
    },
  })
  const ms = rounded(now() - started)
  const proof = solution.complete ? solution.certificate() : undefined
  const verdict = timed('check', () => proof && check(proof, problem.pairs.rows, true, problem.worth))
  problem.pairs.close()
  const added = solution.mate.reduce(
    (sum, other, one) => (other < 0 ? sum : sum + (problem.worth[one] ?? 0)),
    0,
  )
  const { candidates, fractional, blossoms, pricing } = solution.phases
  return {
    people: size,
    seed,
    cardinality: solution.cardinality,
    score: solution.weight - added,
    certificate: { valid: verdict?.valid ?? false, gap: verdict?.gap ?? solution.gap },
    phases: {
      invent: timed.spent('invent'),
      prepare: timed.spent('prepare'),
      candidates: rounded(candidates),
      fractional: rounded(fractional),
      blossoms: rounded(blossoms),
      pricing: rounded(pricing),
      check: timed.spent('check'),
    },
    ms,
    progress,
    peakMegabytes: Math.round(peakMemory() / 2 ** 20),
  }
}

function stopwatch(now: () => number) {
  const spent = new Map<string, number>()
  const timed = <T>(part: string, work: () => T): T => {
    const started = now()
    const result = work()
    spent.set(part, now() - started)
    return result
  }
  return Object.assign(timed, { spent: (part: string) => rounded(spent.get(part) ?? 0) })
}

function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000
}
