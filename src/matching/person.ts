import { type Bits, bitsOf } from './bits.ts'
import { AVAILABILITY_BITS, offsetsAt, weekInUtc } from './hours.ts'
import type { Candidate, Pool } from './pool.ts'
import { shuffled } from './seed.ts'

/** A candidate made ready for comparing with every other: what is a set in them is a bit set here. */
export type Person = {
  readonly candidate: Candidate
  /** Bit sets over one vocabulary for the whole pool. */
  readonly interests: Bits
  readonly canTell: Bits
  readonly wantsToLearn: Bits
  readonly languages: Bits
  readonly speaksEnglish: boolean
  /** The zone's distance from UTC when the round starts and ends, in quarter-hours, east positive. */
  readonly offsets: readonly [start: number, end: number]
  /** Free quarter-hours of a week in UTC, at either time. */
  readonly weeks: readonly [start: Bits, end: Bits]
}

/** With more, comparing all of them with all would take days. */
export const MOST_PEOPLE = 1_000_000

/**
 * The people of a pool, ready to be compared, in an order that depends on their ids and the pool's seed
 * alone. Throws a `RangeError` for an id that comes twice, or a number outside its range.
 */
export function preparePeople(pool: Pool): Person[] {
  if (!Number.isSafeInteger(pool.seed)) throw new RangeError(`the seed ${pool.seed} is not a safe integer`)
  if (pool.people.length > MOST_PEOPLE) {
    throw new RangeError(`a pool of ${pool.people.length} people is more than ${MOST_PEOPLE}`)
  }
  const { leastHours } = pool.rules
  if (!Number.isInteger(leastHours) || leastHours < 0) {
    throw new RangeError(`${leastHours} hours in common is not an integer of 0 or more`)
  }
  const people = [...pool.people].sort((one, other) => (one.id < other.id ? -1 : 1))
  for (const [index, person] of people.entries()) check(person, people[index - 1])

  const interest = vocabulary(people.flatMap((one) => [one.interests, one.canTell, one.wantsToLearn]))
  const language = vocabulary(people.map((one) => one.languages))
  const [startOf, endOf] = [offsetsAt(pool.at), offsetsAt(pool.until)]
  return shuffled(people, pool.seed).map((candidate) => {
    const [start, end] = [startOf(candidate.zone), endOf(candidate.zone)]
    const week = weekInUtc(candidate.availability, start)
    return {
      candidate,
      interests: interest(candidate.interests),
      canTell: interest(candidate.canTell),
      wantsToLearn: interest(candidate.wantsToLearn),
      languages: language(candidate.languages),
      speaksEnglish: candidate.languages.includes('en'),
      offsets: [start, end],
      weeks: [week, start === end ? week : weekInUtc(candidate.availability, end)],
    }
  })
}

function check({ id, waited, availability }: Candidate, previous: Candidate | undefined): void {
  if (id === previous?.id) throw new RangeError(`${id} is in the pool twice`)
  if (!Number.isSafeInteger(waited) || waited < 0) {
    throw new RangeError(`${id} has waited ${waited} rounds, not an integer of 0 or more`)
  }
  if (!Number.isInteger(availability) || availability < 0 || availability >= 2 ** AVAILABILITY_BITS) {
    throw new RangeError(`the availability of ${id} is ${availability}, not ${AVAILABILITY_BITS} bits`)
  }
}

/** Numbers all words that occur in `lists`, and gives the function from a list to its bit set. */
function vocabulary(lists: readonly (readonly string[])[]): (words: readonly string[]) => Bits {
  const numbers = new Map<string, number>()
  for (const word of lists.flat()) if (!numbers.has(word)) numbers.set(word, numbers.size)
  return (words) =>
    bitsOf(
      words.flatMap((word) => numbers.get(word) ?? []),
      numbers.size,
    )
}
