import type { Option } from '../chat/message.ts'
import { knowsZone } from '../programme/calendar/zone.ts'
import { countryName } from '../programme/lookup/countries.ts'
import { languageName } from '../programme/lookup/languages.ts'
import { offsetLabel } from '../programme/lookup/offsets.ts'
import { zoneCity } from '../programme/lookup/zones.ts'
import type { Voice } from './voice.ts'

/** What look-ups offer: a code, and its name in the reader's language. */
export const countryOption = (code: string, voice: Voice): Option => ({
  value: code,
  label: countryName(code, voice.locale),
})
/** @param now epoch ms: the offset shown is that of this moment */
export const zoneOption = (zone: string, now: number): Option => ({
  value: zone,
  label: knowsZone(zone) ? `${zoneCity(zone)} (${offsetLabel(zone, now)})` : zoneCity(zone),
})
export const languageOption = (code: string, voice: Voice): Option => ({
  value: code,
  label: languageName(code, voice.locale),
})
