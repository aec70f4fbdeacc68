import { type BestPairs, bestPairs, type Score } from './best-pairs.ts'
import { freed } from './freed.ts'
import { hashPool } from './hash.ts'
import type { Person } from './person.ts'
import type { Pool } from './pool.ts'
import { prepare } from './prepare.ts'
import { type Met, meetings, reasonsFor } from './reasons.ts'
import type { MatchResult, Pairing, Trio, Unmatched } from './result.ts'
import { type HardRules, hardRules } from './rules.ts'
import { formTrios, type Group, type Three, type Two } from './trio.ts'
import { whyUnmatched } from './unmatched.ts'
import { wayOut } from './way-out.ts'

/**
 * Pairs the people of a pool: as many as the rules allow, then those who have waited longest, then by
 * score. Whoever is left over joins a pair as its third, where all three accept that. Earlier partners who may meet
 * again as a last resort do where more people have a partner that way, and where not, nobody does.
 *
 * Depends on what the pool says and not on the order in which it says it; equally good results are chosen
 * between by the seed. Throws a `RangeError` for a pool that contradicts itself, or one so large that sums
 * would no longer be exact.
 */
export function matchPool(pool: Pool): MatchResult {
  return settled(pool).result
}

/** A pool's result, and the pool as it was matched in the end: with earlier partners, or without them. */
export function settled(pool: Pool): { readonly pool: Pool; readonly result: MatchResult } {
  const { again, ...others } = pool.rules
  if (!again?.lastResort || again.pairs.length === 0) return { pool, result: matched(pool, pool) }
  const never = [...others.never, ...again.pairs]
  const without = { ...pool, rules: { ...others, never } }
  const fresh = matched(without, pool)
  if (fresh.unmatched.length === 0) return { pool: without, result: fresh }
  const all = matched(pool, pool)
  const more = all.unmatched.length < fresh.unmatched.length
  return more ? { pool, result: all } : { pool: without, result: fresh }
}

/** Matches a pool; what is said of it is said by what was `asked`. */
function matched(pool: Pool, asked: Pool): MatchResult {
  const { locked, free, rules, score } = prepare(pool)
  const found = bestPairs(free, pool, score)
  const best = chosen(free, found.mate, score)
  const paired = new Set(best.flatMap((pair) => pair.members))
  const leftOver = free.filter((person) => !paired.has(person))
  const { pairs, trios, leftOver: unmatched } = formTrios(leftOver, best, rules, score)
  const saidBy = asked === pool ? rules : hardRules(asked.rules)
  const met = meetings(asked.rules)

  return {
    pairs: [...locked, ...pairs]
      .map((pair) => pairing(pair, asked, met))
      .sort((one, other) => (one.a < other.a ? -1 : 1)),
    trios: trios
      .map((trio) => asTrio(trio, asked, met))
      .sort((one, other) => (one.members[0] < other.members[0] ? -1 : 1)),
    unmatched: explained(unmatched, free, found, rules, saidBy).sort((one, other) =>
      one.id < other.id ? -1 : 1,
    ),
    weight: [...locked, ...best].reduce((sum, pair) => sum + pair.score, 0),
    proof: { people: free.map((person) => person.candidate.id), certificate: found.certificate },
    inputsHash: hashPool(asked),
    seed: pool.seed,
  }
}

/** Why each of those left over has no partner, by what was asked, and what would give them one, by what was matched. */
function explained(
  leftOver: readonly Person[],
  people: readonly Person[],
  { mate, neighbours }: BestPairs,
  matchedBy: HardRules,
  saidBy: HardRules,
): Unmatched[] {
  if (leftOver.length === 0) return []
  const isFree = freed(mate, neighbours)
  return leftOver.map((person) => {
    const own = people.indexOf(person)
    const others = people.toSpliced(own, 1)
    const against = others.map((other) => matchedBy.against(person, other))
    const said = saidBy === matchedBy ? against : others.map((other) => saidBy.against(person, other))
    const way = wayOut(against, (at) => isFree(at < own ? at : at + 1, own))
    return { ...whyUnmatched(person.candidate.id, said), ...(way ? { wayOut: way } : {}) }
  })
}

/** The pairs that somebody's place in a list stands for. */
function chosen(people: readonly Person[], mate: ArrayLike<number>, score: Score): Group<Two>[] {
  return people.flatMap((one, i): Group<Two>[] => {
    const j = mate[i] ?? -1
    const other = people[j]
    return other && i < j ? [{ members: [one, other], score: score(one, other) }] : []
  })
}

function pairing({ members, score }: Group<Two>, { weights }: Pool, met: Met): Pairing {
  const [one, other] = members
  const [a, b] = one.candidate.id < other.candidate.id ? [one, other] : [other, one]
  return { a: a.candidate.id, b: b.candidate.id, score, reasons: reasonsFor([a, b], weights, met) }
}

function asTrio({ members, score }: Group<Three>, { weights }: Pool, met: Met): Trio {
  const [a, b, c] = inOrder(members)
  return {
    members: [a.candidate.id, b.candidate.id, c.candidate.id],
    score,
    reasons: reasonsFor([a, b, c], weights, met),
  }
}

function inOrder([one, other, third]: Three): Three {
  if (other.candidate.id < one.candidate.id) return inOrder([other, one, third])
  if (third.candidate.id < other.candidate.id) return inOrder([one, third, other])
  return [one, other, third]
}
