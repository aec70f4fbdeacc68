import type { Voice } from './voice.ts'

export type Strength = 'strong' | 'good' | 'weak'

/** From so many of 1,000 points on, a pair is strong, or good. */
const STRONG = 500
const GOOD = 300

/** How well two people go together, in a word. `score` is 0…1000. */
export function strengthOf(score: number): Strength {
  if (score >= STRONG) return 'strong'
  return score >= GOOD ? 'good' : 'weak'
}

export const strengthInWords = (score: number, voice: Voice): string =>
  voice.text(`strength.${strengthOf(score)}`)
