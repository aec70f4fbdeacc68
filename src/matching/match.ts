import { bestPairs, type Cost, type Score } from './best-pairs.ts'
import { hashPool } from './hash.ts'
import { type Person, preparePeople } from './person.ts'
import type { IdPair, Pool, Rules, Weights } from './pool.ts'
import { reasonsFor } from './reasons.ts'
import type { MatchResult, Pairing, Trio } from './result.ts'
import { hardRules } from './rules.ts'
import { scorer } from './score.ts'
import { scanOrder } from './scoring/flat.ts'
import { formTrios, type Group, type Three, type Two } from './trio.ts'
import { whyUnmatched } from './unmatched.ts'
import { waysOut } from './way-out.ts'
import { checkWeights } from './weights.ts'

/**
 * Pairs the people of a pool: as many as the rules allow, then those who have waited longest, then by
 * score. Whoever is left over joins a pair as its third, where all three accept that.
 *
 * Depends on what the pool says and not on the order in which it says it; equally good results are chosen
 * between by the seed. Throws a `RangeError` for a pool that contradicts itself, or one so large that sums
 * would no longer be exact.
 */
export function matchPool(pool: Pool): MatchResult {
  const { locked, free, rules, score } = prepare(pool)
  const found = bestPairs(free, pool, score)
  const best = chosen(free, found.mate, score)
  const paired = new Set(best.flatMap((pair) => pair.members))
  const leftOver = free.filter((person) => !paired.has(person))
  const { pairs, trios, leftOver: unmatched } = formTrios(leftOver, best, rules, score)

  const ways = waysOut(unmatched, free, found.mate, found.neighbours, rules)

  return {
    pairs: [...locked, ...pairs]
      .map((pair) => pairing(pair, pool.weights))
      .sort((one, other) => (one.a < other.a ? -1 : 1)),
    trios: trios
      .map((trio) => asTrio(trio, pool.weights))
      .sort((one, other) => (one.members[0] < other.members[0] ? -1 : 1)),
    unmatched: unmatched
      .map((person) => {
        const wayOut = ways.get(person)
        return { ...whyUnmatched(person, free, rules), ...(wayOut ? { wayOut } : {}) }
      })
      .sort((one, other) => (one.id < other.id ? -1 : 1)),
    weight: [...locked, ...best].reduce((sum, pair) => sum + pair.score, 0),
    proof: { people: free.map((person) => person.candidate.id), certificate: found.certificate },
    inputsHash: hashPool(pool),
    seed: pool.seed,
  }
}

/**
 * What it would cost the pool's best matching to keep each of these couples apart, where they are a pair of
 * it, and to bring them together, where they are not; undefined for a couple that is locked or not allowed.
 */
export function whatIf(pool: Pool, couples: readonly IdPair[]): (Cost | undefined)[] {
  const { free, score } = prepare(pool)
  const { mate, cost } = bestPairs(free, pool, score)
  const places = new Map(free.map((person, place) => [person.candidate.id, place]))
  return couples.map(([oneId, otherId]) => {
    const [i, j] = [places.get(oneId), places.get(otherId)]
    const [one, other] = [free[i ?? -1], free[j ?? -1]]
    if (i === undefined || !one || !other) return undefined
    return cost(mate[i] === j ? 'apart' : 'together', one, other)
  })
}

function prepare(pool: Pool) {
  checkWeights(pool.weights)
  const people = preparePeople(pool)
  const rules = hardRules(pool.rules)
  const score = scorer(pool.weights)
  const locked = lockedPairs(people, pool.rules, score)
  const taken = new Set(locked.flatMap((pair) => pair.members))
  const free = people.filter((person) => !taken.has(person))
  return { locked, free: scanOrder(free, pool.rules), rules, score }
}

/** The pairs that organisers locked, each once. A lock holds only as long as both people are in the pool. */
function lockedPairs(people: readonly Person[], rules: Rules, score: Score): Group<Two>[] {
  const byId = new Map(people.map((person) => [person.candidate.id, person]))
  const partner = new Map<Person, Person>()
  const pairs: Group<Two>[] = []
  for (const [oneId, otherId] of rules.locked) {
    const one = byId.get(oneId)
    const other = byId.get(otherId)
    if (!one || !other || partner.get(one) === other) continue
    if (one === other) throw new RangeError(`${oneId} is locked to themselves`)
    for (const person of [one, other]) {
      if (partner.has(person)) throw new RangeError(`${person.candidate.id} is locked to two partners`)
    }
    partner.set(one, other).set(other, one)
    pairs.push({ members: [one, other], score: score(one, other) })
  }
  return pairs
}

/** The pairs that somebody's place in a list stands for. */
function chosen(people: readonly Person[], mate: ArrayLike<number>, score: Score): Group<Two>[] {
  return people.flatMap((one, i): Group<Two>[] => {
    const j = mate[i] ?? -1
    const other = people[j]
    return other && i < j ? [{ members: [one, other], score: score(one, other) }] : []
  })
}

function pairing({ members, score }: Group<Two>, weights: Weights): Pairing {
  const [one, other] = members
  const [a, b] = one.candidate.id < other.candidate.id ? [one, other] : [other, one]
  return { a: a.candidate.id, b: b.candidate.id, score, reasons: reasonsFor([a, b], weights) }
}

function asTrio({ members, score }: Group<Three>, weights: Weights): Trio {
  const [a, b, c] = inOrder(members)
  return {
    members: [a.candidate.id, b.candidate.id, c.candidate.id],
    score,
    reasons: reasonsFor([a, b, c], weights),
  }
}

function inOrder([one, other, third]: Three): Three {
  if (other.candidate.id < one.candidate.id) return inOrder([other, one, third])
  if (third.candidate.id < other.candidate.id) return inOrder([one, third, other])
  return [one, other, third]
}
