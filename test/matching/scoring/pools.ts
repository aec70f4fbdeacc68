import fc from 'fast-check'
import { type Person, preparePeople } from '../../../src/matching/person.ts'
import type { Candidate, Pool } from '../../../src/matching/pool.ts'
import { hardRules } from '../../../src/matching/rules.ts'
import { scorer } from '../../../src/matching/score.ts'
import { scanOrder } from '../../../src/matching/scoring/flat.ts'
import { DEFAULT_WEIGHTS } from '../../../src/matching/weights.ts'
import { candidate, poolOf } from '../people.ts'

type Found = readonly (readonly [other: number, score: number])[]

/** What a row has, by the rules and the scores themselves. */
export function allowedIn(pool: Pool, people: readonly Person[], row: number): Found {
  const rules = hardRules(pool.rules)
  const score = scorer(pool.weights, pool.rules)
  const one = people[row]!
  return people.flatMap((other, at) =>
    at !== row && rules.allows(one, other) ? [[at, score(one, other)] as const] : [],
  )
}

/** The people of a pool in the order in which they are scanned. */
export const scanned = (pool: Pool) => scanOrder(preparePeople(pool), pool.rules)

const few = (prefix: string, of: number, most: number) =>
  fc.array(fc.nat(of - 1), { maxLength: most }).map((drawn) => drawn.map((each) => `${prefix}${each}`))
const maybe = (prefix: string, of: number) =>
  fc.option(
    fc.nat(of - 1).map((each) => `${prefix}${each}`),
    { nil: null },
  )
const person = fc.record({
  group: fc.constantFrom('one', 'two'),
  country: fc.constantFrom('NZ', 'NP', 'BR'),
  zone: fc.constantFrom('UTC', 'Asia/Kathmandu', 'Pacific/Chatham', 'America/St_Johns', 'Pacific/Honolulu'),
  languages: fc.subarray(['en', 'pt', 'ne', 'mi']),
  sector: maybe('s', 3),
  careerStage: maybe('c', 2),
  frequency: maybe('f', 2),
  medium: maybe('m', 2),
  interests: few('i', 70, 9),
  canTell: few('i', 70, 40),
  wantsToLearn: few('i', 70, 40),
  wishSector: fc.option(fc.constantFrom('same', 's0', 's1'), { nil: null }),
  availability: fc.oneof(fc.constant(0), fc.nat(2 ** 21 - 1)),
  role: fc.constantFrom('mentor', 'mentee', 'either'),
  waited: fc.oneof(fc.constant(0), fc.nat(3)),
})
const weights = fc.record(
  Object.fromEntries(
    Object.keys(DEFAULT_WEIGHTS).map((part) => [part, fc.oneof(fc.nat(12), fc.nat(1_000_000))]),
  ) as Record<keyof typeof DEFAULT_WEIGHTS, fc.Arbitrary<number>>,
)

/** Pools of up to 24 people, with all rules on or off and weights of any kind. */
export const pools = fc
  .record({
    people: fc.array(person, { maxLength: 24 }),
    rules: fc.record({
      differentCountry: fc.boolean(),
      sharedLanguage: fc.boolean(),
      withinGroup: fc.boolean(),
      roles: fc.boolean(),
      leastHours: fc.constantFrom(0, 0, 1, 4, 20),
    }),
    never: fc.array(fc.tuple(fc.nat(26), fc.nat(26)), { maxLength: 20 }),
    again: fc.array(fc.tuple(fc.nat(26), fc.nat(26)), { maxLength: 20 }),
    lastResort: fc.boolean(),
    weights,
    seed: fc.nat(),
  })
  .map(({ people, rules, never, again, lastResort, weights, seed }): Pool => {
    const all = people.map((said, at): Candidate => candidate(`p${at}`, said))
    const named = (pairs: typeof never) => pairs.map(([one, other]) => [`p${one}`, `p${other}`] as const)
    const met = { again: { pairs: named(again), lastResort } }
    return { ...poolOf(all, { ...rules, never: named(never), ...met }, seed), weights }
  })
