import type { Inline } from '../chat/message.ts'
import type { Voice } from './voice.ts'

/** What a change costs the round: pairs that it would have fewer, else points of its total. */
export interface Cost {
  readonly pairs: number
  readonly points: number
}

/** What keeping two people apart (`review`) or bringing them together (`others`) would cost. */
export function costInWords(what: 'review' | 'others', { pairs, points }: Cost, voice: Voice): Inline[] {
  if (pairs > 0) return voice.rich(`cost.${what}.people`, { people: 2 * pairs })
  return voice.rich(`cost.${what}.${points <= 0 ? 'nothing' : weaker(points)}`)
}

/** Points of a round's total, of which a pair has 1,000 at most: one weak pair more, or a good one less. */
function weaker(points: number): 'little' | 'some' | 'much' {
  if (points < 100) return 'little'
  return points < 400 ? 'some' : 'much'
}
