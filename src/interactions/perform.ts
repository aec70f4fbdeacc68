import type { Answer } from '../chat/answer.ts'
import type { Deed, Deeds, Filling, Input, Pressed } from '../chat/command.ts'
import type { FormValues } from '../chat/form.ts'
import { Problem } from '../programme/problem.ts'
import type { Context, ProgrammeAction, ProgrammeCommand, ProgrammeForm, Visit } from './context.ts'
import { requireRights } from './rights.ts'
import { requireWords, stepTyped } from './words.ts'

/** Does what a command says, if its user may. What was typed and cannot be is said back. */
export function performCommand(visit: Visit, command: ProgrammeCommand, input: Input): Promise<Answer> {
  const word = stepTyped(command, input)
  const unknown = (steps: readonly string[]) =>
    new Problem('unknown-choice', {
      word: word ?? '',
      command: visit.voice.command(command.name),
      choices: steps.join(', '),
    })
  const step = 'steps' in command ? (word ?? command.usual) : undefined
  const check = () => requireWords(visit, command, step, input)
  return perform(visit, command.before, () => stepOf(command, word, unknown), [input], check)
}

/** Does what a button stands for, if whoever pressed it may. */
export function performAction(visit: Visit, action: ProgrammeAction, ...pressed: Pressed): Promise<Answer> {
  const [[word]] = pressed
  return perform(visit, action.before, () => stepOf(action, word, () => new Problem('stale')), pressed)
}

/** What can be done with a form, by somebody who may. */
export interface OpenedForm {
  open(args: readonly string[], page: number): Promise<Answer>
  submit(args: readonly string[], pages: readonly number[], values: FormValues): Promise<Answer>
}

/** A form for somebody who may submit it: to open it takes the same rights. */
export async function formFor(visit: Visit, form: ProgrammeForm): Promise<OpenedForm> {
  const { here } = visit
  if (here) {
    await requireRights(visit, form.rights)
    return bound(form, { ...visit, here })
  }
  if (!form.before) throw notSetUp(visit)
  await requireRights(visit, form.before.rights)
  return bound(form.before, visit)
}

function bound<C>(filling: Filling<C>, context: C): OpenedForm {
  return {
    open: (args, page) => filling.open(context, args, page),
    submit: (args, pages, values) => filling.submit(context, args, pages, values),
  }
}

async function perform<Args extends readonly unknown[]>(
  visit: Visit,
  before: Deed<Visit, Args> | undefined,
  step: () => Deed<Context, Args>,
  args: Args,
  /** Throws what is wrong with how it was asked for, once it is known that they may. */
  check = () => {},
): Promise<Answer> {
  const { here } = visit
  if (here) {
    const deed = step()
    await requireRights(visit, deed.rights)
    check()
    return deed.run({ ...visit, here }, ...args)
  }
  if (!before) throw notSetUp(visit)
  await requireRights(visit, before.rights)
  return before.run(visit, ...args)
}

function stepOf<Args extends readonly unknown[]>(
  deeds: Deeds<Context, Args>,
  word: string | undefined,
  unknown: (steps: readonly string[]) => Problem,
): Deed<Context, Args> {
  if (!('steps' in deeds)) return deeds
  const name = word ?? deeds.usual
  const step = Object.hasOwn(deeds.steps, name) ? deeds.steps[name] : undefined
  if (!step) throw unknown(Object.keys(deeds.steps))
  return step
}

export const notSetUp = ({ voice }: Visit) =>
  new Problem('not-set-up', { command: voice.command('programme') })
