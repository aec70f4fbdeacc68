import { commonQuarters } from './hours.ts'
import type { Person } from './person.ts'
import { FULL, isWishedSector, pointsForCount, pointsForLanguages, pointsForQuarters } from './points.ts'
import type { Candidate, Part, Rules, Weights } from './pool.ts'
import type { Reason } from './result.ts'
import { among } from './rules.ts'

/** A reason, the part of the score that it belongs to, and the points that it brings there. */
type Argument = { readonly reason: Reason; readonly part: Part | null; readonly points: number }

/** Less than an hour a week in common is no reason to be glad. */
const FEWEST_QUARTERS = 4

/**
 * What speaks for two or three people as partners, strongest contribution to the score first. A reason is
 * true of all of them, but for what one can tell another. Their countries come last, for no part of the
 * score depends on them; with a shared language that makes two reasons at least. That some were partners before is
 * said first of all.
 */
export function reasonsFor(
  members: readonly Person[],
  weights: Weights,
  metBefore: Met = () => false,
): Reason[] {
  return [...partnersBefore(members, metBefore), ...whatSpeaks(members, weights)]
}

/** Whether two were partners, of those who may be so again. */
export type Met = (one: Person, other: Person) => boolean

export function meetings({ again }: Pick<Rules, 'again'>): Met {
  return among(again?.pairs ?? [])
}

function partnersBefore(members: readonly Person[], met: Met): Reason[] {
  const people = members.filter((one) => members.some((other) => met(one, other)))
  if (people.length === 0) return []
  return [{ kind: 'partners-before', people: people.map(({ candidate }) => candidate.id) }]
}

function whatSpeaks(members: readonly Person[], weights: Weights): Reason[] {
  const people = members.map((member) => member.candidate)
  const strength = ({ part, points }: Argument) => (part === null ? -1 : weights[part] * points)
  return [
    ...interests(people),
    ...wishes(people),
    ...sectors(people),
    ...hours(members),
    ...same(
      people,
      'frequency',
      (one) => one.frequency,
      (frequency) => ({ kind: 'same-frequency', frequency }),
    ),
    ...same(
      people,
      'medium',
      (one) => one.medium,
      (medium) => ({ kind: 'same-medium', medium }),
    ),
    ...same(
      people,
      'career',
      (one) => one.careerStage,
      (stage) => ({ kind: 'career', stage }),
    ),
    ...languages(people),
    countries(people),
  ]
    .sort((one, other) => strength(other) - strength(one))
    .map((argument) => argument.reason)
}

function interests(people: readonly Candidate[]): Argument[] {
  const shared = inAll(people.map((one) => one.interests))
  if (shared.length === 0) return []
  return [
    {
      reason: { kind: 'shared-interests', interests: shared },
      part: 'interests',
      points: pointsForCount(shared.length),
    },
  ]
}

function wishes(people: readonly Candidate[]): Argument[] {
  return people.flatMap((from) =>
    people.flatMap((to): Argument[] => {
      if (from === to) return []
      const told = inAll([from.canTell, to.wantsToLearn])
      if (told.length === 0) return []
      return [
        {
          reason: { kind: 'can-tell', from: from.id, to: to.id, interests: told },
          part: 'wishes',
          points: pointsForCount(told.length),
        },
      ]
    }),
  )
}

/** Wishes for the same sector are told together, and being from the same sector only if nobody wished it. */
function sectors(people: readonly Candidate[]): Argument[] {
  const wishers = new Map<string, string[]>()
  for (const one of people) {
    const theirs = onlyOne(people.filter((other) => other !== one).map((other) => other.sector))
    if (theirs === null || !isWishedSector(one.wishSector, one.sector, theirs)) continue
    wishers.set(theirs, [...(wishers.get(theirs) ?? []), one.id])
  }
  const wished = [...wishers].map(
    ([sector, by]): Argument => ({
      reason: { kind: 'sector-as-wished', by, sector },
      part: 'sector',
      points: (FULL * by.length) / people.length,
    }),
  )
  const sector = onlyOne(people.map((one) => one.sector))
  if (sector === null || wishers.has(sector)) return wished
  return [...wished, { reason: { kind: 'same-sector', sector }, part: 'sector', points: FULL }]
}

function hours(members: readonly Person[]): Argument[] {
  const quarters = commonQuarters(members.map((member) => member.weeks))
  if (quarters < FEWEST_QUARTERS) return []
  const stated = members.every((member) => member.candidate.availability !== 0)
  return [
    {
      reason: { kind: 'hours', hours: quarters / 4, stated },
      part: 'hours',
      points: pointsForQuarters(quarters),
    },
  ]
}

function same(
  people: readonly Candidate[],
  part: Part,
  answer: (one: Candidate) => string | null,
  reason: (answer: string) => Reason,
): Argument[] {
  const given = onlyOne(people.map(answer))
  return given === null ? [] : [{ reason: reason(given), part, points: FULL }]
}

function languages(people: readonly Candidate[]): Argument[] {
  const shared = inAll(people.map((one) => one.languages))
  if (shared.length === 0) return []
  return [
    {
      reason: { kind: 'shared-languages', languages: shared },
      part: 'languages',
      points: pointsForLanguages(shared.length, shared.includes('en')),
    },
  ]
}

function countries(people: readonly Candidate[]): Argument {
  const reason = { kind: 'countries', countries: people.map((one) => one.country) } as const
  return { reason, part: null, points: 0 }
}

/** What is in every one of the lists, each once, sorted. */
function inAll(lists: readonly (readonly string[])[]): string[] {
  const [first = [], ...others] = lists
  return [...new Set(first)].filter((item) => others.every((list) => list.includes(item))).sort()
}

/** The answer that all have given, or `null`. */
function onlyOne(answers: readonly (string | null)[]): string | null {
  const [first = null] = answers
  return answers.every((answer) => answer === first) ? first : null
}
