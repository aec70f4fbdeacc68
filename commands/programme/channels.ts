import { type Answer, say } from '../../src/chat/answer.ts'
import type { FieldError } from '../../src/chat/form.ts'
import type { Context, ProgrammeAction, ProgrammeForm } from '../../src/interactions/context.ts'
import { soon } from '../../src/interactions/soon.ts'
import { chooseChannelForm as formOf } from '../../src/messages/choose-channel.ts'
import { sentence } from '../../src/messages/problem.ts'
import { PURPOSES } from '../../src/programme/channels.ts'
import {
  chooseChannel,
  type Lost,
  lostChannel,
  noteLostChannel,
  remakeChannel,
} from '../../src/programme/lost-channels.ts'
import { workspacesOf } from '../../src/programme/overview.ts'

const ORGANISER = ['organiser'] as const
const CHOOSE = 'choose-channel'

/** Looks whether the programme's channels are still there, as far as that can be told in a moment. */
export async function lookAtChannels({ desk, here, findChannel }: Context): Promise<void> {
  const workspaces = await workspacesOf(desk, here.programme.id)
  const looks = workspaces.flatMap((workspace) =>
    PURPOSES.map(async (purpose) => {
      const ref = workspace[`${purpose}Ref`]
      if (ref === null) return
      const found = await findChannel(workspace, { purpose, ref })
      if (found?.kind !== 'gone' || !['space', 'channel'].includes(found.what)) return
      await noteLostChannel(desk, workspace.id, purpose, ref)
    }),
  )
  await soon(Promise.allSettled(looks))
}

/** Has a channel made in the place of one that is gone. */
export const remake: ProgrammeAction = {
  name: 'remake',
  rights: ORGANISER,
  run: async ({ desk, voice, here }, [workspaceId = '', purpose = '']) => {
    await remakeChannel(desk, here.account, workspaceId, purpose)
    return say(sentence('programme.lost.remaking', voice))
  },
}

/** Opens the form in which a channel that is there is named. */
export const choose: ProgrammeAction = {
  name: CHOOSE,
  rights: ORGANISER,
  run: (context, args) => open(context, args, ''),
}

export const chooseForm: ProgrammeForm = {
  name: CHOOSE,
  rights: ORGANISER,
  open: (context, args) => open(context, args, ''),
  submit: async (context, args, _pages, { channel = '' }) => {
    const { desk, voice, here, findChannel } = context
    const lost = await lostOf(context, args)
    const named = String(channel)
    const found = await findChannel(lost.workspace, { purpose: lost.purpose, named }).catch(() => undefined)
    if (found?.kind === 'done') {
      await chooseChannel(desk, here.account, lost, found.ref)
      return { kind: 'saved', message: sentence('programme.lost.chosen', voice) }
    }
    const { purpose } = lost
    const none = found?.kind === 'absent'
    const message = none
      ? voice.text('programme.choose.none', { purpose })
      : voice.text('programme.choose.later')
    const errors: FieldError[] = [{ field: 'channel', message }]
    const form = formOf(voice.form(CHOOSE, ...args), { purpose, named }, voice)
    const card = sentence('form.wrong', voice)
    return { kind: 'errors', open: { form, page: 0 }, errors, card, button: voice.text('form.correct') }
  },
}

async function open(context: Context, args: readonly string[], named: string): Promise<Answer> {
  const { voice } = context
  const { purpose, workspace } = await lostOf(context, args)
  const form = formOf(voice.form(CHOOSE, ...args), { purpose, named }, voice)
  const card = sentence('programme.lost', voice, { purpose, workspace: workspace.name })
  return { kind: 'form', open: { form, page: 0 }, card, button: voice.text('programme.lost.choose') }
}

function lostOf({ desk, here }: Context, [workspaceId = '', purpose = '']: readonly string[]): Promise<Lost> {
  return lostChannel(desk, here.programme.id, workspaceId, purpose)
}
