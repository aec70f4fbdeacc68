import { bestPairs, type Cost } from './best-pairs.ts'
import { settled } from './match.ts'
import type { IdPair, Pool } from './pool.ts'
import { prepare } from './prepare.ts'
import { meetings, reasonsFor } from './reasons.ts'
import type { Reason } from './result.ts'

/**
 * What it would cost the pool's best matching to keep each of these couples apart, where they are a pair of
 * it, and to bring them together, where they are not; undefined for a couple that is locked or not allowed.
 */
export function whatIf(asked: Pool, couples: readonly IdPair[]): (Cost | undefined)[] {
  const pool = asMatched(asked)
  const { free, score } = prepare(pool)
  const { mate, loss } = bestPairs(free, pool, score)
  const places = new Map(free.map((person, place) => [person.candidate.id, place]))
  return couples.map(([oneId, otherId]) => {
    const [i, j] = [places.get(oneId), places.get(otherId)]
    const [one, other] = [free[i ?? -1], free[j ?? -1]]
    if (i === undefined || !one || !other) return undefined
    return loss(mate[i] === j ? 'apart' : 'together', one, other)?.cost
  })
}

/** Somebody else whom a person could be paired with, and what that would cost the round. */
export type Alternative = {
  readonly id: string
  /** 0…1000. */
  readonly score: number
  readonly reasons: readonly Reason[]
  readonly cost: Cost
}

/** Changes that are computed exactly for one person, at most. */
const MOST_TRIED = 24

/**
 * For each of some people the `count` partners with whom the round would lose least, other than the one they have;
 * nobody for those who are locked, or not in the pool.
 *
 * The duals say at once what a partner costs at least. Exact costs are computed in that order, until what is left
 * costs more by its bound alone than what was found.
 */
export function alternatives(asked: Pool, ids: readonly string[], count: number): Alternative[][] {
  const pool = asMatched(asked)
  const { free, rules, score } = prepare(pool)
  const { mate, atLeast, loss } = bestPairs(free, pool, score)
  const places = new Map(free.map((person, place) => [person.candidate.id, place]))
  const met = meetings(pool.rules)
  return ids.map((id) => {
    const place = places.get(id) ?? -1
    const one = free[place]
    if (!one) return []
    const bounded = free
      .flatMap((other, at) =>
        other !== one && at !== mate[place] && rules.allows(one, other)
          ? [{ other, bound: atLeast(one, other) }]
          : [],
      )
      .sort((a, b) => a.bound - b.bound)
    const found: { alternative: Alternative; lost: number }[] = []
    for (const { other, bound } of bounded.slice(0, MOST_TRIED)) {
      if (found.length >= count && bound > (found[count - 1]?.lost ?? 0)) break
      const exact = loss('together', one, other)
      if (!exact) continue
      const reasons = reasonsFor([one, other], pool.weights, met)
      found.push({
        alternative: { id: other.candidate.id, score: score(one, other), reasons, cost: exact.cost },
        lost: exact.lost,
      })
      found.sort((a, b) => a.lost - b.lost)
    }
    return found.slice(0, count).map(({ alternative }) => alternative)
  })
}

/** The pool as its matching was made: see `settled`. */
function asMatched(pool: Pool): Pool {
  return pool.rules.again?.lastResort ? settled(pool).pool : pool
}
