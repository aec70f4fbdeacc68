import type { Score } from './best-pairs.ts'
import { type Person, preparePeople } from './person.ts'
import type { Pool, Rules } from './pool.ts'
import { hardRules } from './rules.ts'
import { scorer } from './score.ts'
import { scanOrder } from './scoring/flat.ts'
import type { Group, Two } from './trio.ts'
import { checkWeights } from './weights.ts'

/** A pool's people, ready to be matched: those who are locked to each other, and all others in `scanOrder`. */
export function prepare(pool: Pool) {
  checkWeights(pool.weights)
  const people = preparePeople(pool)
  const rules = hardRules(pool.rules)
  const score = scorer(pool.weights, pool.rules)
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
