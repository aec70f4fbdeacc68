import type { Rights } from '../../src/chat/command.ts'
import type { Registry } from '../../src/interactions/dispatch.ts'
import { createSealer } from '../../src/interactions/seal.ts'
import type { Inbound } from '../../src/port/platform.ts'
import { registry } from '../../src/registry.ts'

export const sealer = createSealer('a secret for tests')

/** Everything that anybody can do: its name, who may, and how it is done. */
export interface Doing {
  readonly name: string
  readonly rights: Rights
  /** Undefined where it is refused to everybody because nothing is set up. */
  readonly before: Rights | undefined
  readonly go: (inbound: Inbound, workspace: string, user: string) => Promise<unknown>
}

export const actor = (workspace: string, user: string) => ({ workspace, user, name: user })

const ofSteps = (
  one:
    | { readonly rights: Rights }
    | { readonly steps: Readonly<Record<string, { readonly rights: Rights }>> },
): [string | undefined, Rights][] =>
  'steps' in one
    ? Object.entries(one.steps).map(([step, { rights }]) => [step, rights])
    : [[undefined, one.rights]]

/** What has to follow a step, where it needs words. */
function wordsFor({ options }: Registry['commands'][number], step: string): Record<string, string> {
  const needed = options.flatMap((option) =>
    option.kind === 'text' && option.after?.[step] === 'needed' ? [[option.name, 'words']] : [],
  )
  return Object.fromEntries(needed)
}

export const DOINGS: readonly Doing[] = [
  ...registry.commands.flatMap((command) =>
    ofSteps(command).map(([step, rights]): Doing => {
      const input = step === undefined ? {} : { do: step, ...wordsFor(command, step) }
      return {
        name: ['command', command.name, step].filter(Boolean).join(' '),
        rights,
        before: command.before?.rights,
        go: (inbound, workspace, user) => inbound.command(actor(workspace, user), command.name, input),
      }
    }),
  ),
  ...registry.actions.flatMap((action) =>
    ofSteps(action).map(([step, rights]): Doing => {
      const args = step === undefined ? [] : [step]
      return {
        name: ['button', action.name, step].filter(Boolean).join(' '),
        rights,
        before: action.before?.rights,
        go: (inbound, workspace, user) =>
          inbound.action(
            actor(workspace, user),
            sealer.seal('action', workspace, { user }, action.name, args),
            [],
          ),
      }
    }),
  ),
  ...registry.forms.flatMap((form) =>
    (['open', 'submit'] as const).map((what): Doing => {
      const id = (workspace: string, user: string) => sealer.seal('form', workspace, { user }, form.name, [])
      return {
        name: `form ${form.name} ${what}`,
        rights: form.rights,
        before: form.before?.rights,
        go: (inbound, workspace, user) =>
          what === 'open'
            ? inbound.reopen(actor(workspace, user), id(workspace, user), 0)
            : inbound.form(actor(workspace, user), id(workspace, user), [0], {}),
      }
    }),
  ),
]
