import type { LookupResult } from '../../src/programme/lookup/lookup.ts'
import { isRight } from './lists.ts'

/** `asked`: about a few, the right one among them. `lost`: asked about, and it is not. */
export type Verdict = 'right' | 'wrong' | 'asked' | 'lost'

/** So many choices are offered at most to somebody who named a town and its state. */
const FEW = 4

/** What an answer is to somebody for whom these zones would be right. */
export function verdict(found: LookupResult, right: readonly string[]): Verdict {
  if (found.kind === 'one') return isRight(found.value, right) ? 'right' : 'wrong'
  const offered = found.kind === 'several' ? found.values : found.suggestions
  return offered.length <= FEW && offered.some((zone) => isRight(zone, right)) ? 'asked' : 'lost'
}

/** How many of a hundred are one of these. */
export function share(verdicts: readonly Verdict[], ...which: readonly Verdict[]): number {
  return (100 * verdicts.filter((one) => which.includes(one)).length) / verdicts.length
}
