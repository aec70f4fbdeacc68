import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { inventPool } from '../../src/matching/generate.ts'
import { preparePeople } from '../../src/matching/person.ts'
import { poolProblem } from '../../src/matching/pool-problem.ts'
import type { PopulationReport } from '../../src/matching/population.ts'
import { scorer } from '../../src/matching/score.ts'
import { scanOrder } from '../../src/matching/scoring/flat.ts'
import { draws } from '../../src/matching/seed.ts'
import { newSolver } from '../../src/matching/solver/optimum.ts'
import { atRandom, byLibrary, greedily, type Mates } from './rivals.ts'
import type { Figure } from './table.ts'

/** People, and what we promise: milliseconds from profiles to the exact result, and megabytes. */
type Size = { readonly people: number; readonly limitMs: number; readonly limitMB?: number }

const SIZES: readonly Size[] = [
  { people: 392, limitMs: 15 },
  { people: 1000, limitMs: 50 },
  { people: 2000, limitMs: 200 },
  { people: 5000, limitMs: 1000 },
  { people: 10_000, limitMs: 6000, limitMB: 400 },
  { people: 20_000, limitMs: 15_000, limitMB: 500 },
]

/** On request: it takes minutes. */
export const HUNDRED_THOUSAND: Size = { people: 100_000, limitMs: 720_000, limitMB: 1000 }

const SEED = 1

/** Beyond this the library takes minutes. */
const MOST_FOR_LIBRARY = 1000

/** How near to the best a large round has to be known to be, and after how long. */
const NEAR = new Map([
  [10_000, { gap: 0.0015, limitMs: 3000 }],
  [100_000, { gap: 0.0001, limitMs: 360_000 }],
])

/** Matching people who were invented, each size in a process of its own; and what others make of the same people. */
export async function matching(more: readonly Size[] = []): Promise<Figure[]> {
  return [...SIZES, ...more].flatMap(ofSize)
}

function ofSize(size: Size): Figure[] {
  const { people, limitMs, limitMB } = size
  const report = inOwnProcess(people)
  if (!report.certificate.valid) throw new Error(`${people} people: no valid certificate`)
  const name = (what: string) => `matching ${people.toLocaleString('en')}: ${what}`
  // Where a first call takes long, so that it hardly matters that it is the first, it is the one that counts.
  const isShort = people <= 5000
  const exact = isShort ? warm(people) : report.ms
  const near = NEAR.get(people)
  return [
    ...(people === 392
      ? [{ name: name('exact, first call'), value: report.ms, unit: 'ms', limit: 100 }]
      : [{ name: name('exact, first call'), value: report.ms, unit: 'ms' }].slice(0, isShort ? 1 : 0)),
    { name: name(isShort ? 'exact, warm' : 'exact'), value: exact, unit: 'ms', limit: limitMs },
    { name: name('checking the proof'), value: report.phases.check, unit: 'ms' },
    ...(near
      ? [
          {
            name: name(`within ${near.gap * 100} % of the best`),
            value: report.progress.find((step) => step.pairsProved && step.gap <= near.gap)?.ms ?? exact,
            unit: 'ms',
            limit: near.limitMs,
          },
        ]
      : []),
    {
      name: name('peak memory'),
      value: report.peakMegabytes,
      unit: 'MB',
      ...(limitMB === undefined ? {} : { limit: limitMB }),
    },
    ...whatIf(people, exact),
    ...(people <= 20_000 ? others(people, exact, report) : []),
  ]
}

function inOwnProcess(people: number): PopulationReport {
  const cli = fileURLToPath(new URL('../../src/matching/cli.js', import.meta.url))
  const args = [cli, '--population', String(people), '--seed', String(SEED)]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

function problemOf(people: number) {
  const pool = inventPool(people, SEED)
  const prepared = scanOrder(preparePeople(pool), pool.rules)
  return { pool, prepared, problem: poolProblem(prepared, pool) }
}

/** The median time of bringing two people together who are not partners, as a part of the time of the whole. */
function whatIf(people: number, exact: number): Figure[] {
  if (people > 5000) return []
  const { problem } = problemOf(people)
  const solver = newSolver(problem)
  const { mate } = solver.solve()
  const times: number[] = []
  for (let one = 0; one < people && times.length < 30; one++) {
    const other = pairs(one)
    if (other === undefined) continue
    const started = performance.now()
    solver.resolve({ force: [[one, other, problem.least]] })
    times.push(performance.now() - started)
  }
  problem.pairs.close()
  const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
  const name = `matching ${people.toLocaleString('en')}: what a change costs, exactly`
  return [{ name, value: (100 * median) / exact, unit: '%', limit: 10 }]

  function pairs(one: number): number | undefined {
    const later = Int32Array.from(mate.keys()).subarray(one + 1)
    return problem.pairs.neighbours(one, later).find((other) => other !== mate[one])
  }
}

/** The median of some calls after as many that warm up; candidates are computed anew in each. */
function warm(people: number): number {
  const runs = people <= 1000 ? 15 : 5
  const times = Array.from({ length: 2 * runs }, () => {
    const { problem } = problemOf(people)
    const started = performance.now()
    newSolver(problem).solve()
    const ms = performance.now() - started
    problem.pairs.close()
    return ms
  })
  return times.slice(runs).sort((one, other) => one - other)[Math.floor(runs / 2)] ?? Number.NaN
}

function others(people: number, exact: number, ours: PopulationReport): Figure[] {
  const { pool, prepared, problem } = problemOf(people)
  // Without what waiting is worth, which would only be in their way.
  const { pairs } = poolProblem(
    prepared.map((person) => ({ ...person, candidate: { ...person.candidate, waited: 0 } })),
    pool,
  )
  problem.pairs.close()
  const score = scorer(pool.weights)
  const scoreOf = (one: number, other: number) => {
    const [first, second] = [prepared[one], prepared[other]]
    return first && second ? score(first, second) : 0
  }
  const compare = (rival: string, solve: () => Mates): Figure[] => {
    const started = performance.now()
    const mate = solve()
    const ms = performance.now() - started
    const made = mate.reduce((sum, other, one) => sum + (one < other ? 1 : 0), 0)
    const total = mate.reduce((sum, other, one) => sum + (one < other ? scoreOf(one, other) : 0), 0)
    const name = (what: string) => `matching ${people.toLocaleString('en')}: ${rival}, ${what}`
    return [
      { name: name('times as long as ours'), value: ms / exact, unit: '' },
      { name: name('people more without a partner'), value: 2 * (ours.cardinality - made), unit: '' },
      { name: name('of our total score'), value: (100 * total) / ours.score, unit: '%' },
    ]
  }
  const figures = [
    ...(people <= MOST_FOR_LIBRARY ? compare('edmonds-blossom-fixed', () => byLibrary(pairs)) : []),
    ...compare('greedy', () => greedily(pairs, scoreOf)),
    ...compare('random', () => atRandom(pairs, draws(SEED))),
  ]
  pairs.close()
  return figures
}
