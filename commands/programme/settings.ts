import type { Answer } from '../../src/chat/answer.ts'
import type { Context, ProgrammeAction, ProgrammeForm } from '../../src/interactions/context.ts'
import { sentence } from '../../src/messages/problem.ts'
import { settingsForm as formOf, settingsChanged } from '../../src/messages/programme-settings.ts'
import { LANGUAGES } from '../../src/messages/voice.ts'
import { changeSettings, type Settings } from '../../src/programme/settings.ts'
import { checkSetUp } from '../../src/programme/setup.ts'
import { errorsInWords } from './set-up.ts'

/** As it was when it held the time zone alone: buttons of then still open it. */
const NAME = 'programme-zone'
const ORGANISER = ['organiser'] as const

/** The button that opens the form in which a programme's name and clocks are changed. */
export const showSettings: ProgrammeAction = {
  name: NAME,
  rights: ORGANISER,
  run: (context) => openSettings(context, context.here.programme),
}

export const settingsForm: ProgrammeForm = {
  name: NAME,
  rights: ORGANISER,
  open: (context) => openSettings(context, context.here.programme),
  submit: async (context, _args, _pages, values) => {
    const { desk, voice, here } = context
    const { programme } = here
    const now = desk.clock.now()
    const locale = LANGUAGES.find((one) => one === values.language) ?? programme.locale
    const checked = checkSetUp({ name: programme.name, ...values }, voice.locale, now)
    if ('wanted' in checked) {
      const changed = await changeSettings(desk, programme, { ...checked.wanted, locale }, here.account)
      return { kind: 'saved', message: settingsChanged(changed, now, voice) }
    }
    const form = formOf(voice.form(NAME), { ...checked.typed, locale }, voice)
    return {
      kind: 'errors',
      open: { form, page: 0 },
      errors: errorsInWords(checked.problems, context),
      card: sentence('form.wrong', voice),
      button: voice.text('form.correct'),
    }
  },
}

export async function openSettings({ voice }: Context, settings: Settings): Promise<Answer> {
  return {
    kind: 'form',
    open: { form: formOf(voice.form(NAME), settings, voice), page: 0 },
    card: sentence('programme.settings.change', voice),
    button: voice.text('programme.settings.change'),
  }
}
