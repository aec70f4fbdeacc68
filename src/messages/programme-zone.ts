import type { Field } from '../chat/form.ts'
import { type Block, buttons, paragraph } from '../chat/message.ts'
import { zoneCity } from '../programme/lookup/zones.ts'
import { clockTime } from './moments.ts'
import type { Voice } from './voice.ts'

/** A programme's zone and the instant at which it is spoken of, epoch ms. */
interface ZoneFacts {
  readonly zone: string
  readonly now: number
}

/** How what was written of a programme's time was read, to be seen by whoever was misread. */
export function zoneUnderstood(facts: ZoneFacts, voice: Voice): Block[] {
  return [
    paragraph(...voice.rich('programme.zone.understood', zoneFacts(facts, voice))),
    buttons({ label: voice.text('profile.understood.wrong'), id: voice.press('programme-zone') }),
  ]
}

const zoneFacts = ({ zone, now }: ZoneFacts, voice: Voice) => ({
  city: zoneCity(zone),
  time: clockTime(now, zone, voice.locale),
})

/** The field that asks for a programme's zone; whatever stands there comes back, also what was not understood. */
export function zoneField(zone: string | undefined, voice: Voice): Field {
  return {
    kind: 'look-up',
    name: 'zone',
    label: voice.text('programme.form.zone'),
    hint: voice.text('programme.form.zone.hint'),
    required: true,
    source: 'zone',
    many: false,
    chosen: zone ? [{ value: zone, label: zone }] : [],
  }
}
