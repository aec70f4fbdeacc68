import type { Answer } from '../../src/chat/answer.ts'
import type { FieldError } from '../../src/chat/form.ts'
import type { Context, ProgrammeForm } from '../../src/interactions/context.ts'
import { savedPage } from '../../src/interactions/saved-page.ts'
import { sentence } from '../../src/messages/problem.ts'
import { rulesForm as formOf, RULES_PAGES } from '../../src/messages/rules-form.ts'
import { changeRules } from '../../src/programme/rules.ts'

const NAME = 'rules'

/** The rules of the next rounds, as a form. */
export const rulesForm: ProgrammeForm = {
  name: NAME,
  rights: ['organiser'],
  open: (context, _args, page) => openRules(context, page),
  submit: async ({ desk, voice, here }, _args, pages, values) => {
    const filled = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]))
    const changed = await changeRules(desk, here.programme, filled, here.account)
    if ('wrong' in changed) {
      const errors = changed.wrong.map((field): FieldError => {
        return { field, message: voice.text(`programme.rules.form.${field}.wrong`) }
      })
      const form = formOf(voice.form(NAME), here.programme, filled, voice)
      const card = sentence('form.wrong', voice)
      const page = Math.max(...pages)
      return { kind: 'errors', open: { form, page }, errors, card, button: voice.text('form.correct') }
    }
    const form = () => formOf(voice.form(NAME), changed, {}, voice)
    return savedPage(voice, sentence('programme.rules.saved', voice), pages, RULES_PAGES, form)
  },
}

export async function openRules({ voice, here }: Context, page = 0): Promise<Answer> {
  return {
    kind: 'form',
    open: { form: formOf(voice.form(NAME), here.programme, {}, voice), page },
    card: sentence('programme.rules', voice),
    button: voice.text('programme.rules.change'),
  }
}
