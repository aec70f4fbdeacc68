import type { Inline } from '../chat/message.ts'
import type { Reason } from '../matching/result.ts'
import { countryName } from '../programme/lookup/countries.ts'
import { interestsOf, languagesOf, valueName } from './people.ts'
import type { Voice } from './voice.ts'

/** How many reasons are told: the strongest. More would bury them. */
const TOLD = 4

/** Why these people were matched, in words. `nameOf` gives a person's name by id. */
export function reasonsInWords(
  reasons: readonly Reason[],
  nameOf: (id: string) => string,
  voice: Voice,
): Inline[][] {
  return reasons.slice(0, TOLD).map((reason) => inWords(reason, nameOf, voice))
}

function inWords(reason: Reason, nameOf: (id: string) => string, voice: Voice): Inline[] {
  switch (reason.kind) {
    case 'shared-interests':
      return voice.rich('reason.shared-interests', { interests: interestsOf(reason.interests, voice) })
    case 'can-tell':
      return voice.rich('reason.can-tell', {
        from: nameOf(reason.from),
        to: nameOf(reason.to),
        interests: interestsOf(reason.interests, voice),
      })
    case 'same-sector':
      return voice.rich('reason.same-sector', { sector: valueName('sector', reason.sector, voice) })
    case 'sector-as-wished':
      return voice.rich('reason.sector-as-wished', {
        by: voice.and(reason.by.map(nameOf)),
        sector: valueName('sector', reason.sector, voice),
      })
    case 'career':
      return voice.rich('reason.career', { stage: valueName('stage', reason.stage, voice) })
    case 'hours':
      return voice.rich(reason.stated ? 'reason.hours' : 'reason.hours.usual', {
        hours: Math.floor(reason.hours),
      })
    case 'same-frequency':
      return voice.rich('reason.same-frequency', {
        frequency: valueName('frequency', reason.frequency, voice),
      })
    case 'same-medium':
      return voice.rich('reason.same-medium', { medium: valueName('medium', reason.medium, voice) })
    case 'shared-languages':
      return voice.rich('reason.shared-languages', { languages: languagesOf(reason.languages, voice) })
    case 'countries':
      return voice.rich('reason.countries', {
        countries: voice.and(reason.countries.map((code) => countryName(code, voice.locale))),
      })
  }
}
