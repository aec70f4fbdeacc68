import { type Answer, say, update } from '../../src/chat/answer.ts'
import type { Context, ProgrammeAction } from '../../src/interactions/context.ts'
import { chooseWorkspace, disconnectLook } from '../../src/messages/disconnect.ts'
import { sentence } from '../../src/messages/problem.ts'
import { disconnectWorkspace, lookAtDisconnecting } from '../../src/programme/disconnect.ts'
import { workspacesOf } from '../../src/programme/overview.ts'

const ORGANISER = ['organiser'] as const

/** Asks which of several workspaces, or shows what it would mean where there is one. */
export async function disconnect(context: Context): Promise<Answer> {
  const { desk, voice, here } = context
  const workspaces = await workspacesOf(desk, here.programme.id)
  const [only, another] = workspaces
  if (only && !another) return say(await look(context, only.id))
  return say(chooseWorkspace(workspaces, voice))
}

/** The panel's button. */
export const disconnectOne: ProgrammeAction = { name: 'disconnect', rights: ORGANISER, run: disconnect }

/** Shows who would be touched. */
export const lookFirst: ProgrammeAction = {
  name: 'disconnect-look',
  rights: ORGANISER,
  run: async (context, _args, [workspaceId = '']) => update(await look(context, workspaceId)),
}

/** Disconnects the workspace that was asked about, and no other. */
export const disconnectNow: ProgrammeAction = {
  name: 'disconnect-now',
  rights: ORGANISER,
  run: async ({ desk, voice, here }, [workspaceId = '']) => {
    const { name } = await disconnectWorkspace(desk, here.account, workspaceId)
    return update(sentence('programme.disconnected', voice, { workspace: name }))
  },
}

export const stayConnected: ProgrammeAction = {
  name: 'disconnect-not',
  rights: ORGANISER,
  run: async ({ voice }) => update(sentence('programme.disconnect.not', voice)),
}

async function look({ desk, voice, here }: Context, workspaceId: string) {
  return disconnectLook(
    await lookAtDisconnecting(desk, here.programme.id, workspaceId),
    here.programme.name,
    voice,
  )
}
