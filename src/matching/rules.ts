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

type Rule = {
  readonly why: Exclusion
  readonly on: boolean
  readonly breaks: (one: Person, other: Person) => boolean
}

/** What decides, before any score, who may be partners: `never`, `apart` and those of the rules that are on. */
export function hardRules(rules: Rules): HardRules {
  const never = among(rules.never)
  const apart = among(rules.apart ?? [])
  const every: Rule[] = [
    {
      why: 'other-workspace',
      on: rules.withinGroup,
      breaks: (one, other) => one.candidate.group !== other.candidate.group,
    },
    {
      why: 'same-country',
      on: rules.differentCountry,
      breaks: (one, other) => one.candidate.country === other.candidate.country,
    },
    {
      why: 'no-shared-language',
      on: rules.sharedLanguage,
      breaks: (one, other) => !haveCommon(one.languages, other.languages),
    },
    {
      why: 'same-role',
      on: rules.roles,
      breaks: ({ candidate: one }, { candidate: other }) => one.role === other.role && one.role !== 'either',
    },
    {
      why: 'few-hours',
      on: rules.leastHours > 0,
      breaks: (one, other) =>
        one.candidate.availability !== 0 &&
        other.candidate.availability !== 0 &&
        commonQuarters([one.weeks, other.weeks]) < 4 * rules.leastHours,
    },
    {
      why: 'earlier-partners',
      on: true,
      breaks: never,
    },
    { why: 'kept-apart', on: true, breaks: apart },
  ]
  const all = every.filter(({ on }) => on)
  const allows = (one: Person, other: Person) => !all.some((rule) => rule.breaks(one, other))
  return {
    allows,
    allowsTrio: (one, other, third) =>
      allows(one, other) &&
      allows(one, third) &&
      allows(other, third) &&
      (!rules.sharedLanguage || haveCommon(common(one.languages, other.languages), third.languages)),
    against: (one, other) => {
      const broken: Exclusion[] = []
      for (const rule of all) if (rule.breaks(one, other)) broken.push(rule.why)
      return broken
    },
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
