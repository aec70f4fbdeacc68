import type { Option } from '../chat/message.ts'
import { countryName } from '../programme/lookup/countries.ts'
import { languageName, languageValue } from '../programme/lookup/languages.ts'
import { type Place, placeChoice } from '../programme/lookup/zones.ts'
import type { Voice } from './voice.ts'

/** What look-ups offer: a code, and its name in the reader's language. */
export const countryOption = (code: string, voice: Voice): Option => ({
  value: code,
  label: countryName(code, voice.locale),
})
/** @param now epoch ms: the offset shown is that of this moment */
export const placeOption = (place: Place, now: number, voice: Voice): Option =>
  placeChoice(place, { now, locale: voice.locale })
export const languageOption = (code: string, voice: Voice): Option => ({
  value: languageValue(code),
  label: languageName(code, voice.locale),
})

const lists = new Map<string, readonly Option[]>()

/**
 * The options of a closed list of ours, the same object each time that they say the same: forms that were offered are
 * kept for a while, hundreds of them. Not for what people typed, since nothing here is let go of.
 */
export function closedList(options: readonly Option[]): readonly Option[] {
  const key = JSON.stringify(options)
  const known = lists.get(key) ?? options
  lists.set(key, known)
  return known
}
