import { freed } from './freed.ts'
import type { Person } from './person.ts'
import type { Neighbours } from './reach.ts'
import type { Exclusion } from './result.ts'
import type { HardRules } from './rules.ts'

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
  if (leftOver.length === 0) return found
  const places = new Map(people.map((person, place) => [person, place]))
  const isFree = freed(mate, neighbours)
  for (const person of leftOver) {
    const absent = places.get(person) ?? -1
    const free = people.filter((_, place) => isFree(place, absent))
    const rule = ruleInTheWay(person, people, free, rules)
    if (rule !== undefined) found.set(person, rule)
  }
  return found
}

/**
 * The rule that alone keeps somebody from people who could be their partner, since these are `free`; of several, the
 * one that alone keeps them from most people.
 */
function ruleInTheWay(
  person: Person,
  people: readonly Person[],
  free: readonly Person[],
  rules: HardRules,
): Exclusion | undefined {
  const waivable = keptBy(person, free, rules)
  if (waivable.size < 2) return [...waivable.keys()][0]
  const [rule] = [...keptBy(person, people, rules)]
    .filter(([each]) => waivable.has(each))
    .sort(([, one], [, other]) => other - one)
  return rule?.[0]
}

/** From how many of these people each rule alone keeps somebody. */
function keptBy(person: Person, people: readonly Person[], rules: HardRules): Map<Exclusion, number> {
  const counts = new Map<Exclusion, number>()
  for (const other of people) {
    if (other === person) continue
    const [rule, another] = rules.against(person, other)
    if (rule !== undefined && another === undefined) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  }
  return counts
}
