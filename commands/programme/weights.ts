import type { Answer } from '../../src/chat/answer.ts'
import type { Context, ProgrammeForm } from '../../src/interactions/context.ts'
import { savedPage } from '../../src/interactions/saved-page.ts'
import { sentence } from '../../src/messages/problem.ts'
import { WHAT_COUNTS_PAGES, whatCountsForm } from '../../src/messages/what-counts.ts'
import { changeWhatCounts, whatCounts } from '../../src/programme/rounds/what-counts.ts'

const NAME = 'weights'

/** How much each part of a score counts, as a form. */
export const weightsForm: ProgrammeForm = {
  name: NAME,
  rights: ['organiser'],
  open: (context, _args, page) => openWeights(context, page),
  submit: async ({ desk, voice, here }, _args, pages, values) => {
    const programme = await changeWhatCounts(desk, here.programme, values, here.account)
    const form = () => whatCountsForm(voice.form(NAME), whatCounts(programme), voice)
    return savedPage(voice, sentence('weights.saved', voice), pages, WHAT_COUNTS_PAGES, form)
  },
}

export async function openWeights({ voice, here }: Context, page = 0): Promise<Answer> {
  return {
    kind: 'form',
    open: { form: whatCountsForm(voice.form(NAME), whatCounts(here.programme), voice), page },
    card: sentence('weights.card', voice),
    button: voice.text('programme.weights.change'),
  }
}
