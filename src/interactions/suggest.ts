import type { Option } from '../chat/message.ts'
import { suggestCountries } from '../programme/lookup/countries.ts'
import { suggestLanguages } from '../programme/lookup/languages.ts'
import { isBlank, isNothing } from '../programme/lookup/nothing.ts'
import { suggestZones } from '../programme/lookup/zones.ts'

export interface Typed {
  readonly text: string
  /** BCP 47. */
  readonly locale: string
  /** ISO 3166-1 alpha-2 of where they live, if they have said so. */
  readonly country: string | undefined
  /** Calendar time, epoch ms. */
  readonly now: number
}

/** What a look-up offers for what was typed so far, in the person's language. */
export function suggestions(source: string, { text, locale, country, now }: Typed, limit: number): Option[] {
  // Whoever says that there is none is offered none: "n/a" begins like Namibia. Towns may begin with such a word.
  if (!isBlank(text) && isNothing(text) && (source !== 'zone' || /[^\p{L}]/u.test(text.trim()))) return []
  switch (source) {
    case 'country':
      return suggestCountries(text, locale, limit)
    case 'language':
      return suggestLanguages(text, locale, limit)
    case 'zone':
      return suggestZones(text, { now, locale, country }, limit)
    default:
      return []
  }
}
