import type { Answer } from '../chat/answer.ts'
import type { Deed, Deeds, Filling, Input, Pressed } from '../chat/command.ts'
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

/** Does what a button stands for, if whoever pressed it may: its first word may say which step. */
export function performAction(visit: Visit, action: ProgrammeAction, ...pressed: Pressed): Promise<Answer> {
  const [[word]] = pressed
  return perform(visit, action.before, () => stepOf(action, word, () => new Problem('stale')), pressed)
}

/** Does something with a form for somebody who may submit it: to open it takes the same rights. */
export async function performForm(
  visit: Visit,
  form: ProgrammeForm,
  work: <C>(filling: Filling<C>, context: C) => Promise<Answer>,
): Promise<Answer> {
  const { here } = visit
  if (here) {
    await requireRights(visit, form.rights)
    return work(form, { ...visit, here })
  }
  if (!form.before) throw notSetUp(visit)
  await requireRights(visit, form.before.rights)
  return work(form.before, visit)
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
