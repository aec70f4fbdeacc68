import type { Person } from './person.ts'
import type { Exclusion, Unmatched } from './result.ts'
import type { HardRules } from './rules.ts'

/** Why `person` has no partner, given everybody who was to be matched (`person` may be among them). */
export function whyUnmatched(person: Person, everybody: readonly Person[], rules: HardRules): Unmatched {
  const others = everybody.filter((other) => other !== person)
  const excluded = new Map<Exclusion, number>()
  let candidates = 0
  for (const other of others) {
    const against = rules.against(person, other)
    if (against.length === 0) candidates += 1
    for (const rule of against) excluded.set(rule, (excluded.get(rule) ?? 0) + 1)
  }
  return { id: person.candidate.id, why: mainReason(candidates, excluded), candidates }
}

/** The rule that excludes most people; of two that exclude as many, the first one found. */
function mainReason(candidates: number, excluded: ReadonlyMap<Exclusion, number>): Unmatched['why'] {
  if (candidates > 0) return 'odd-one-out'
  const [first] = [...excluded].sort(([, one], [, other]) => other - one)
  return first ? first[0] : 'alone'
}
