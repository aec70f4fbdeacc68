import type { Inline } from '../chat/message.ts'
import type { Programme } from '../database/generated/client.ts'
import type { Facts } from '../programme/audit.ts'
import type { Voice } from './voice.ts'

type Rule = keyof Pick<
  Programme,
  | 'differentCountry'
  | 'sharedLanguage'
  | 'countryCap'
  | 'roles'
  | 'leastHours'
  | 'reunion'
  | 'reunionAfter'
  | 'topicsPerRound'
  | 'cadence'
>

/** Each rule in a sentence, in the order in which they are read. */
const SAID: Readonly<Record<Rule, (facts: Facts, voice: Voice) => Inline[]>> = {
  differentCountry: ({ differentCountry }, voice) =>
    voice.rich('programme.rules.country', { different: differentCountry ? 'yes' : 'no' }),
  sharedLanguage: ({ sharedLanguage }, voice) =>
    voice.rich('programme.rules.language', { language: sharedLanguage ? 'yes' : 'no' }),
  countryCap: ({ countryCap }, voice) => voice.rich('programme.rules.cap', { cap: Number(countryCap) }),
  roles: ({ roles }, voice) => voice.rich('programme.rules.roles', { roles: String(roles) }),
  leastHours: ({ leastHours }, voice) =>
    Number(leastHours) > 0 ? voice.rich('programme.rules.hours', { hours: Number(leastHours) }) : [],
  reunion: ({ reunion, reunionAfter }, voice) => {
    const key = `programme.rules.reunion.${reunion}`
    return voice.has(key) ? voice.rich(key, { between: Number(reunionAfter) }) : []
  },
  // It is said with the rule that it belongs to.
  reunionAfter: () => [],
  topicsPerRound: ({ topicsPerRound }, voice) =>
    voice.rich('programme.rules.topics', { count: Number(topicsPerRound) }),
  cadence: ({ cadence }, voice) => voice.rich('programme.rules.cadence', { cadence: String(cadence) }),
}

/** Those rules that are among some facts, in words. */
export function rulesInWords(facts: Facts, voice: Voice): Inline[][] {
  return (Object.keys(SAID) as Rule[])
    .filter((rule) => facts[rule] !== undefined)
    .map((rule) => SAID[rule](facts, voice))
}
