import { freedWithout, type Neighbours } from './freed.ts'
import type { Person } from './person.ts'
import type { Exclusion } from './result.ts'
import type { HardRules } from './rules.ts'

/** People for whom a way out is looked for. Each takes a look at all pairs, of which so many are looked at in all. */
const MOST = 8
const LOOKS = 200_000_000

/**
 * The smallest change by which each of those left over would have a partner and nobody else lose theirs: the
 * one rule that would have to be waived for them. Whoever is not in it waits for somebody more to join.
 *
 * `mate` is a largest matching of `people`, in which those left over are alone.
 */
export function waysOut(
  leftOver: readonly Person[],
  people: readonly Person[],
  mate: ArrayLike<number>,
  neighbours: Neighbours,
  rules: HardRules,
): ReadonlyMap<Person, Exclusion> {
  const found = new Map<Person, Exclusion>()
  const places = new Map(people.map((person, place) => [person, place]))
  const affordable = Math.max(1, Math.floor(LOOKS / people.length ** 2))
  for (const person of leftOver.slice(0, Math.min(MOST, affordable))) {
    const freed = freedWithout(places.get(person) ?? -1, mate, neighbours)
    const ways = rulesInTheWay(person, people, freed, rules)
    if (ways[0] !== undefined) found.set(person, ways[0])
  }
  return found
}

/**
 * The rules that alone keep somebody from people who could be their partner, the one that keeps them from most
 * people first.
 */
function rulesInTheWay(
  person: Person,
  people: readonly Person[],
  freed: Uint8Array,
  rules: HardRules,
): Exclusion[] {
  const counts = new Map<Exclusion, { people: number; free: number }>()
  for (const [place, other] of people.entries()) {
    if (other === person) continue
    const [rule, another] = rules.against(person, other)
    if (rule === undefined || another !== undefined) continue
    const count = counts.get(rule) ?? { people: 0, free: 0 }
    count.people += 1
    count.free += freed[place] ?? 0
    counts.set(rule, count)
  }
  return [...counts]
    .filter(([, { free }]) => free > 0)
    .sort(([, one], [, other]) => other.people - one.people)
    .map(([rule]) => rule)
}
