import type { Field, Form } from '../chat/form.ts'
import { type Block, buttons, type Message, paragraph } from '../chat/message.ts'
import { zoneCity } from '../programme/lookup/zones.ts'
import { clockTime } from './moments.ts'
import type { Voice } from './voice.ts'

/** A programme's zone and the instant at which it is spoken of, epoch ms. */
interface ZoneFacts {
  readonly zone: string
  readonly now: number
}

/** The form in which the zone of a programme's dates is changed. */
export function zoneForm(id: string, zone: string, voice: Voice): Form {
  return {
    id,
    title: voice.text('programme.form.zone'),
    submit: voice.text('form.submit'),
    pages: [{ title: voice.text('programme.form.page'), fields: [zoneField(zone, voice)] }],
  }
}

/** What is said once the zone was changed. */
export function zoneChanged(facts: ZoneFacts, voice: Voice): Message {
  const values = zoneFacts(facts, voice)
  return { summary: voice.text('programme.zone.understood', values), blocks: zoneUnderstood(facts, voice) }
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
