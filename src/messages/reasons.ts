import type { Inline } from '../chat/message.ts'
import type { Reason } from '../matching/result.ts'
import { countryName } from '../programme/lookup/countries.ts'
import { interestsOf, languagesOf, valueName } from './people.ts'
import type { MessageKey, Voice } from './voice.ts'

/** How many reasons are told: the strongest. More would bury them. That some were partners before is none. */
const TOLD = 3

/** Who reads the reasons: the partners together, one of them (by id), or an organiser, about them. */
export type Reader = 'partners' | 'organiser' | { readonly id: string }

/** Why these people were matched, in words. `nameOf` gives a person's name by id. */
export function reasonsInWords(
  reasons: readonly Reason[],
  nameOf: (id: string) => string,
  voice: Voice,
  reader: Reader,
): Inline[][] {
  const before = reasons.filter(({ kind }) => kind === 'partners-before').length
  return reasons.slice(0, TOLD + before).map((reason) => inWords(reason, nameOf, voice, reader))
}

function inWords(reason: Reason, nameOf: (id: string) => string, voice: Voice, reader: Reader): Inline[] {
  const me = typeof reader === 'string' ? undefined : reader.id
  /** A reason that speaks to the partners, or about them. */
  const rich = (name: ToThem, values: Parameters<Voice['rich']>[1]) =>
    voice.rich(reader === 'organiser' ? `reason.organiser.${name}` : `reason.${name}`, values)
  switch (reason.kind) {
    case 'shared-interests':
      return rich('shared-interests', { interests: interestsOf(reason.interests, voice) })
    case 'can-tell': {
      const { from, to } = reason
      const interests = interestsOf(reason.interests, voice)
      const key = from === me ? '.by-you' : to === me ? '.to-you' : ''
      return voice.rich(`reason.can-tell${key}`, { from: nameOf(from), to: nameOf(to), interests })
    }
    case 'same-sector':
      return rich('same-sector', { sector: valueName('sector', reason.sector, voice) })
    case 'sector-as-wished': {
      const mine = me !== undefined && reason.by.includes(me)
      const key = mine ? (reason.by.length > 1 ? '.both' : '.by-you') : ''
      return voice.rich(`reason.sector-as-wished${key}`, {
        by: voice.and(reason.by.map(nameOf)),
        sector: valueName('sector', reason.sector, voice),
      })
    }
    case 'career':
      return rich('career', { stage: valueName('stage', reason.stage, voice) })
    case 'hours':
      return rich(reason.stated ? 'hours' : 'hours.usual', { hours: Math.floor(reason.hours) })
    case 'same-frequency':
      return valued(`same-frequency.${reason.frequency}`)
    case 'same-medium':
      return valued(`same-medium.${reason.medium}`)
    case 'shared-languages':
      return rich('shared-languages', { languages: languagesOf(reason.languages, voice) })
    case 'partners-before': {
      const { people } = reason
      const others = people.filter((id) => id !== me)
      if (reader === 'organiser' || others.length === people.length)
        return voice.rich('reason.partners-before', { people: voice.and(people.map(nameOf)) })
      return voice.rich('reason.partners-before.you', { people: voice.and(others.map(nameOf)) })
    }
    case 'countries':
      return rich('countries', {
        countries: voice.and(reason.countries.map((code) => countryName(code, voice.locale))),
      })
  }

  /** A reason with a sentence of its own for each value of a question. */
  function valued(name: string): Inline[] {
    const key = reader === 'organiser' ? `reason.organiser.${name}` : `reason.${name}`
    return voice.has(key) ? voice.rich(key) : []
  }
}

type ToThem = MessageKey extends infer K ? (K extends `reason.organiser.${infer Name}` ? Name : never) : never
