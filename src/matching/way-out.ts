import type { Edge } from './components.ts'
import type { Person } from './person.ts'
import type { Exclusion } from './result.ts'
import type { HardRules } from './rules.ts'
import { solve } from './solve.ts'

/** People for whom a way out is looked for: each takes a matching or a few. */
const MOST = 8

/**
 * The smallest change by which each of those left over would have a partner and nobody else lose theirs: the
 * one rule that would have to be waived for them. Whoever is not in it waits for somebody more to join.
 */
export function waysOut(
  leftOver: readonly Person[],
  people: readonly Person[],
  rules: HardRules,
): ReadonlyMap<Person, Exclusion> {
  const found = new Map<Person, Exclusion>()
  // Somebody who is alone in being left over needs one more person, whatever the rules.
  if (leftOver.length < 2) return found
  const edges = edgesOf(people, (one, other) => rules.allows(one, other))
  const now = people.length - leftOver.length
  for (const person of leftOver.slice(0, MOST)) {
    for (const rule of rulesInTheWay(person, people, rules)) {
      const more = edgesOf(people, (one, other) => {
        if (one !== person && other !== person) return false
        const against = rules.against(one, other)
        return against.length === 1 && against[0] === rule
      })
      const { mate } = solve(people.length, [...edges, ...more])
      if (mate.filter((partner) => partner >= 0).length <= now) continue
      found.set(person, rule)
      break
    }
  }
  return found
}

/** The rules that alone keep somebody from others, the one that keeps them from most first. */
function rulesInTheWay(person: Person, people: readonly Person[], rules: HardRules): Exclusion[] {
  const counts = new Map<Exclusion, number>()
  for (const other of people) {
    if (other === person) continue
    const [rule, another] = rules.against(person, other)
    if (rule !== undefined && another === undefined) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([rule]) => rule)
}

function edgesOf(people: readonly Person[], allowed: (one: Person, other: Person) => boolean): Edge[] {
  return people.flatMap((one, i) =>
    people.flatMap((other, j): Edge[] => (i < j && allowed(one, other) ? [[i, j, 0]] : [])),
  )
}
