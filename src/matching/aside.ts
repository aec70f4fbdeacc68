import { Worker } from 'node:worker_threads'
import type { Cost } from './best-pairs.ts'
import { matchPool } from './match.ts'
import type { IdPair, Pool } from './pool.ts'
import type { MatchResult } from './result.ts'
import { type Alternative, alternatives, whatIf } from './what-if.ts'

/** From as many people on, matching takes long enough that others should not have to wait for it. */
const MANY = 600

/** What a thread is asked: to match or, with couples, what a change of each costs or, with people, who else suits. */
export type Question = {
  readonly pool: Pool
  readonly couples?: readonly IdPair[]
  readonly others?: { readonly ids: readonly string[]; readonly count: number }
}

/** `matchPool`, in a thread of its own where the pool is large. */
export function matchAside(pool: Pool): Promise<MatchResult> {
  return aside(pool, { pool }, () => matchPool(pool))
}

/** `whatIf`, in a thread of its own where the pool is large. */
export function whatIfAside(pool: Pool, couples: readonly IdPair[]): Promise<(Cost | undefined)[]> {
  return aside(pool, { pool, couples }, () => whatIf(pool, couples))
}

/** `alternatives`, in a thread of its own where the pool is large. */
export function alternativesAside(
  pool: Pool,
  ids: readonly string[],
  count: number,
): Promise<Alternative[][]> {
  return aside(pool, { pool, others: { ids, count } }, () => alternatives(pool, ids, count))
}

async function aside<T>(pool: Pool, question: Question, here: () => T): Promise<T> {
  // Only compiled code can be loaded by a thread of its own.
  if (pool.people.length < MANY || !import.meta.url.endsWith('.js')) return here()
  const thread = new Worker(new URL('./aside-thread.js', import.meta.url), { workerData: question })
  return new Promise<T>((resolve, reject) => {
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', (code) => reject(new Error(`the thread that matched ended with ${code}`)))
  })
}
