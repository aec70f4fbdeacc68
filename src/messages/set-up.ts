import type { Form } from '../chat/form.ts'
import { buttons, type Message, paragraph } from '../chat/message.ts'
import { NO_ROUND } from '../programme/rounds/current.ts'
import { zoneField, zoneUnderstood } from './programme-zone.ts'
import { stepButton } from './round-steps.ts'
import { ruleChoice } from './rules-form.ts'
import type { Voice } from './voice.ts'

/** In a workspace without a programme, to somebody who may start one. */
export function setUpOffer(voice: Voice): Message {
  return {
    summary: voice.text('programme.offer'),
    blocks: [
      paragraph(...voice.rich('programme.offer')),
      paragraph(
        ...voice.rich('programme.offer.how', {
          connect: voice.command('programme', { do: 'connect', text: 'ABCDE-12345' }),
        }),
      ),
      buttons({ label: voice.text('programme.offer.button'), id: voice.press('set-up'), style: 'primary' }),
    ],
  }
}

export function setUpForm(
  facts: {
    readonly id: string
    readonly name?: string | undefined
    readonly zone?: string | undefined
    readonly differentCountry?: boolean
  },
  voice: Voice,
): Form {
  return {
    id: facts.id,
    title: voice.text('programme.form.title'),
    submit: voice.text('programme.form.submit'),
    pages: [
      {
        title: voice.text('programme.form.page'),
        fields: [
          {
            kind: 'line',
            name: 'name',
            label: voice.text('programme.form.name'),
            hint: voice.text('programme.form.name.hint'),
            required: true,
            max: 60,
            ...(facts.name ? { value: facts.name } : {}),
          },
          zoneField(facts.zone, voice),
          ruleChoice('country', ['yes', 'no'], facts.differentCountry === false ? 'no' : 'yes', voice),
        ],
      },
    ],
  }
}

/** @param zone by which a new programme's dates are reckoned, and what epoch ms it is */
export function setUpDone(
  name: string,
  zone: { readonly zone: string; readonly now: number } | undefined,
  voice: Voice,
): Message {
  const key = zone ? 'programme.started' : 'programme.connected'
  return {
    summary: voice.text(key, { name }),
    blocks: [
      paragraph(...voice.rich(key, { name })),
      ...(zone ? zoneUnderstood(zone, voice) : []),
      paragraph(...voice.rich('programme.started.next')),
      buttons(stepButton('plan', NO_ROUND, voice, 'primary')),
    ],
  }
}
