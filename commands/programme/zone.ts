import type { Answer } from '../../src/chat/answer.ts'
import type { Context, ProgrammeAction, ProgrammeForm } from '../../src/interactions/context.ts'
import { fieldErrors } from '../../src/messages/field-errors.ts'
import { sentence } from '../../src/messages/problem.ts'
import { zoneForm as formOf, zoneChanged } from '../../src/messages/programme-zone.ts'
import { changeZone, readZone } from '../../src/programme/programme-zone.ts'

const NAME = 'programme-zone'
const ORGANISER = ['organiser'] as const

/** The button that opens the form in which the zone of the programme's dates is changed. */
export const showZone: ProgrammeAction = {
  name: NAME,
  rights: ORGANISER,
  run: (context) => openZone(context),
}

export const zoneForm: ProgrammeForm = {
  name: NAME,
  rights: ORGANISER,
  open: (context) => openZone(context),
  submit: async (context, _args, _pages, { zone = '' }) => {
    const { desk, voice, here } = context
    const now = desk.clock.now()
    const typed = typeof zone === 'string' ? zone : (zone[0] ?? '')
    const read = readZone(typed, voice.locale, now)
    if ('zone' in read) {
      await changeZone(desk, here.programme, read.zone)
      return { kind: 'saved', message: zoneChanged({ zone: read.zone, now }, voice) }
    }
    return {
      kind: 'errors',
      open: { form: formOf(voice.form(NAME), typed, voice), page: 0 },
      errors: fieldErrors([read.problem], now, voice),
      card: sentence('form.wrong', voice),
      button: voice.text('form.correct'),
    }
  },
}

async function openZone({ voice, here }: Context): Promise<Answer> {
  return {
    kind: 'form',
    open: { form: formOf(voice.form(NAME), here.programme.zone, voice), page: 0 },
    card: sentence('programme.zone.change', voice),
    button: voice.text('programme.zone.change'),
  }
}
