import type { Person } from './person.ts'
import type { HardRules } from './rules.ts'

export type Group<Members> = { readonly members: Members; readonly score: number }
export type Two = readonly [Person, Person]
export type Three = readonly [Person, Person, Person]

/**
 * Puts people who were left over into pairs as their third, each where the worst of the three scores is
 * best, if they and both of the pair accept a trio and the rules hold among all three. A pair takes one at
 * most; equal choices go by the order of `pairs`.
 *
 * `pairs` are as many as can be, so nobody here competes: had two people room in the same pair, each could
 * have had one of its two for a partner. To say which trios would be best if pairs were parted for them is
 * NP-hard, and is not tried.
 */
export function formTrios(
  leftOver: readonly Person[],
  pairs: readonly Group<Two>[],
  rules: HardRules,
  score: (one: Person, other: Person) => number,
): { pairs: Group<Two>[]; trios: Group<Three>[]; leftOver: Person[] } {
  const open = [...pairs]
  const trios: Group<Three>[] = []
  const stillOver: Person[] = []
  for (const person of leftOver) {
    const best = bestPlace(person, open, rules, score)
    if (best === null) {
      stillOver.push(person)
      continue
    }
    open.splice(best.index, 1)
    trios.push(best.trio)
  }
  return { pairs: open, trios, leftOver: stillOver }
}

function bestPlace(
  person: Person,
  pairs: readonly Group<Two>[],
  rules: HardRules,
  score: (one: Person, other: Person) => number,
): { index: number; trio: Group<Three> } | null {
  if (!person.candidate.acceptsTrio) return null
  let best: { index: number; trio: Group<Three> } | null = null
  for (const [index, pair] of pairs.entries()) {
    const [one, other] = pair.members
    if (!one.candidate.acceptsTrio || !other.candidate.acceptsTrio) continue
    if (!rules.allowsTrio(one, other, person)) continue
    const worst = Math.min(pair.score, score(one, person), score(other, person))
    if (best === null || worst > best.trio.score) {
      best = { index, trio: { members: [one, other, person], score: worst } }
    }
  }
  return best
}
