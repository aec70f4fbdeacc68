import { PARTS, type Part, type Weights } from './pool.ts'

/** The words in which an organiser says how much a part counts. Each step about doubles the one before. */
export const WEIGHT_WORDS = { none: 0, little: 1, some: 3, much: 6, decisive: 12 } as const

export type WeightWord = keyof typeof WEIGHT_WORDS

/**
 * Interests, and one person wanting to learn what the other can tell, count most and alike; the career
 * stage hardly at all. That is what partners of the International Librarians Network reported.
 */
export const USUAL_WORDS: Readonly<Record<Part, WeightWord>> = {
  interests: 'much',
  wishes: 'much',
  sector: 'some',
  hours: 'some',
  frequency: 'some',
  medium: 'little',
  career: 'little',
  languages: 'little',
}

/** The weights that words stand for. */
export function weightsIn(words: Readonly<Record<Part, WeightWord>>): Weights {
  const entries = PARTS.map((part) => [part, WEIGHT_WORDS[words[part]]] as const)
  return Object.fromEntries(entries) as Weights
}

export const DEFAULT_WEIGHTS: Weights = weightsIn(USUAL_WORDS)

/** The heaviest weight accepted, so that a weighted sum stays far inside the safe integers. */
const HEAVIEST = 1_000_000

/** Throws a `RangeError` that names the first weight which is not an integer from 0 to a million. */
export function checkWeights(weights: Weights): void {
  for (const part of PARTS) {
    const weight = weights[part]
    if (!Number.isInteger(weight) || weight < 0 || weight > HEAVIEST) {
      throw new RangeError(`the weight of ${part} is ${weight}, not an integer from 0 to ${HEAVIEST}`)
    }
  }
}
