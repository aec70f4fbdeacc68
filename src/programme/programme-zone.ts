import { findPlace } from './lookup/find-place.ts'
import { placeValue } from './lookup/place.ts'
import type { FieldProblem } from './profile/field-problem.ts'

/** So many meanings of what was typed stand in a sentence. */
const MOST_MEANINGS = 5

/** The zone by which a programme's dates are to be reckoned, from what was typed into the field `zone`. */
export function readZone(
  typed: string,
  locale: string,
  now: number,
): { readonly zone: string } | { readonly problem: FieldProblem } {
  const found = findPlace(typed, { now, locale })
  if (found.kind === 'one') return { zone: found.place.zone }
  const options = found.places.map(placeValue).slice(0, MOST_MEANINGS)
  const code = found.kind === 'several' ? 'which-zone' : 'unknown-zone'
  return { problem: { field: 'zone', code, typed, source: 'zone', options } }
}
