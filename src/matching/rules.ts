import { common, haveCommon } from './bits.ts'
import { commonQuarters } from './hours.ts'
import type { Person } from './person.ts'
import type { IdPair, Rules } from './pool.ts'
import type { Exclusion } from './result.ts'

export type HardRules = {
  /** Whether two people may be partners. */
  readonly allows: (one: Person, other: Person) => boolean
  /** Whether three may: every two of them, and one language that all three share where one is asked for. */
  readonly allowsTrio: (one: Person, other: Person, third: Person) => boolean
  /** All rules that forbid two people to be partners, in a fixed order. */
  readonly against: (one: Person, other: Person) => Exclusion[]
}

type Rule = { readonly why: Exclusion; readonly breaks: (one: Person, other: Person) => boolean }

/** What decides, before any score, who may be partners: `never`, `apart` and those of the rules that are on. */
export function hardRules(rules: Rules): HardRules {
  const never = among(rules.never)
  const apart = among(rules.apart ?? [])
  const all: Rule[] = [
    {
      why: 'other-workspace',
      breaks: (one, other) => rules.withinGroup && one.candidate.group !== other.candidate.group,
    },
    {
      why: 'same-country',
      breaks: (one, other) => rules.differentCountry && one.candidate.country === other.candidate.country,
    },
    {
      why: 'no-shared-language',
      breaks: (one, other) => rules.sharedLanguage && !haveCommon(one.languages, other.languages),
    },
    {
      why: 'same-role',
      breaks: ({ candidate: one }, { candidate: other }) =>
        rules.roles && one.role === other.role && one.role !== 'either',
    },
    {
      why: 'few-hours',
      breaks: (one, other) =>
        rules.leastHours > 0 &&
        one.candidate.availability !== 0 &&
        other.candidate.availability !== 0 &&
        commonQuarters([one.weeks, other.weeks]) < 4 * rules.leastHours,
    },
    {
      why: 'earlier-partners',
      breaks: never,
    },
    { why: 'kept-apart', breaks: apart },
  ]
  const allows = (one: Person, other: Person) => !all.some((rule) => rule.breaks(one, other))
  return {
    allows,
    allowsTrio: (one, other, third) =>
      allows(one, other) &&
      allows(one, third) &&
      allows(other, third) &&
      (!rules.sharedLanguage || haveCommon(common(one.languages, other.languages), third.languages)),
    against: (one, other) => all.filter((rule) => rule.breaks(one, other)).map((rule) => rule.why),
  }
}

/** Whether two people are one of these pairs, in either order. */
export function among(pairs: readonly IdPair[]): (one: Person, other: Person) => boolean {
  const partners = new Map<string, Set<string>>()
  const add = (from: string, to: string) => {
    const known = partners.get(from)
    if (known) known.add(to)
    else partners.set(from, new Set([to]))
  }
  for (const [one, other] of pairs) {
    add(one, other)
    add(other, one)
  }
  return (one, other) => partners.get(one.candidate.id)?.has(other.candidate.id) ?? false
}
