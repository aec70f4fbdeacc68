import type { Answer } from '../../src/chat/answer.ts'
import type { Filling } from '../../src/chat/command.ts'
import type { FieldError } from '../../src/chat/form.ts'
import type { ProgrammeAction, ProgrammeForm, Visit } from '../../src/interactions/context.ts'
import { fieldErrors } from '../../src/messages/field-errors.ts'
import { sentence } from '../../src/messages/problem.ts'
import { setUpForm as formOf, setUpDone } from '../../src/messages/set-up.ts'
import type { Visitor } from '../../src/programme/people.ts'
import { Problem } from '../../src/programme/problem.ts'
import type { FieldProblem } from '../../src/programme/profile/check.ts'
import { checkSetUp, startProgramme } from '../../src/programme/setup.ts'

const MANAGER = ['manager'] as const
const NAME = 'set-up'

/** Starts a programme where there is none; where one has been started since, it says so. */
const alreadySetUp = async (): Promise<Answer> => {
  throw new Problem('already-set-up')
}

/** The button that offers to start a programme. */
export const setUp: ProgrammeAction = {
  name: NAME,
  rights: MANAGER,
  run: alreadySetUp,
  before: { rights: MANAGER, run: openSetUp },
}

const filling: Filling<Visit> = {
  rights: MANAGER,
  open: openSetUp,
  submit: async (visit, _args, _pages, values) => {
    const { desk, voice, actor } = visit
    const checked = checkSetUp(values, voice.locale, desk.clock.now())
    if ('problems' in checked) {
      const form = formOf({ id: voice.form(NAME), ...checked.typed }, voice)
      const errors = errorsInWords(checked.problems, visit)
      const card = sentence('form.wrong', voice)
      return { kind: 'errors', open: { form, page: 0 }, errors, card, button: voice.text('form.correct') }
    }
    const { wanted } = checked
    await startProgramme(
      desk,
      { platform: visit.platform, externalId: actor.workspace, name: actor.workspaceName ?? wanted.name },
      await visitorOf(visit),
      wanted,
      visit.topics,
    )
    return {
      kind: 'saved',
      message: setUpDone(wanted.name, { zone: wanted.zone, now: desk.clock.now() }, voice),
    }
  },
}

export const setUpForm: ProgrammeForm = {
  name: NAME,
  rights: MANAGER,
  open: alreadySetUp,
  submit: alreadySetUp,
  before: filling,
}

/** Choosing would send the zone alone, and nothing is kept of somebody unknown: so choices are words here. */
export function errorsInWords(problems: readonly FieldProblem[], { desk, voice }: Visit): FieldError[] {
  return fieldErrors(problems, desk.clock.now(), voice).map(({ field, message, choices = [] }) => ({
    field,
    message: `${message} ${voice.and(choices.map(({ label }) => label))}`.trim(),
  }))
}

/** The actor, as somebody who is not known here yet. */
export async function visitorOf(visit: Visit): Promise<Visitor> {
  const member = await visit.member()
  return { user: visit.actor.user, name: member?.name ?? visit.actor.name, locale: visit.actor.locale }
}

async function openSetUp(visit: Visit): Promise<Answer> {
  const { voice, actor } = visit
  const member = await visit.member()
  const form = formOf({ id: voice.form(NAME), name: actor.workspaceName, zone: member?.zone }, voice)
  return {
    kind: 'form',
    open: { form, page: 0 },
    card: sentence('programme.offer', voice),
    button: voice.text('programme.offer.button'),
  }
}
