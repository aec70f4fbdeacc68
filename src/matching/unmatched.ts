import type { Exclusion, Unmatched } from './result.ts'

/** Why somebody has no partner, given what speaks `against` each of the others who were to be matched. */
export function whyUnmatched(id: string, against: readonly (readonly Exclusion[])[]): Unmatched {
  const excluded = new Map<Exclusion, number>()
  let candidates = 0
  for (const rules of against) {
    if (rules.length === 0) candidates += 1
    for (const rule of rules) excluded.set(rule, (excluded.get(rule) ?? 0) + 1)
  }
  return { id, why: mainReason(candidates, excluded), candidates }
}

/** The rule that excludes most people; of two that exclude as many, the first one found. */
function mainReason(candidates: number, excluded: ReadonlyMap<Exclusion, number>): Unmatched['why'] {
  if (candidates > 0) return 'odd-one-out'
  const [first] = [...excluded].sort(([, one], [, other]) => other - one)
  return first ? first[0] : 'alone'
}
