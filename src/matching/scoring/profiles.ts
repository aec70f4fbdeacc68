import { ints } from './shared.ts'

/**
 * What people choose from a few answers, kept as the number of a profile: everybody who gave the same answers
 * has the same one, and is worth the same to anybody as far as these answers go.
 */
export type Profiles = {
  /** Each person's profile. */
  readonly of: Int32Array
  readonly count: number
  /** Answers a profile. */
  readonly answers: number
  /** All profiles' answers, one after the other. Equal answers to one question are equal numbers. */
  readonly said: Int32Array
}

/** An answer that was not given. */
export const SILENT = -(2 ** 31)

/** An answer that refers to the one who answers: “the same as I”. */
export const SAME = SILENT + 1

/** Numbers the profiles of people by their answers, as many from each. Numbers stay, and words are numbered. */
export function profiles(people: readonly (readonly (string | number)[])[]): Profiles {
  const words = new Map<string, number>()
  const known = new Map<string, number>()
  const said: number[] = []
  const of = people.map((answers) => {
    const numbers = answers.map((answer) =>
      typeof answer === 'number' ? answer | 0 : numberOf(words, answer),
    )
    const profile = numberOf(known, numbers.join())
    if (profile * answers.length === said.length) said.push(...numbers)
    return profile
  })
  return { of: ints(of), count: known.size, answers: people[0]?.length ?? 0, said: ints(said) }
}

/** Numbers words in the order in which they come. */
function numberOf(known: Map<string, number>, word: string): number {
  const number = known.get(word) ?? known.size
  known.set(word, number)
  return number
}
