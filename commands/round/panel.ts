import type { Inline, Message } from '../../src/chat/message.ts'
import type { Context } from '../../src/interactions/context.ts'
import { noRound, roundPanel } from '../../src/messages/round.ts'
import { firstKnown } from '../../src/programme/calendar/zone.ts'
import { workspacesOf } from '../../src/programme/overview.ts'
import { latestDraft } from '../../src/programme/rounds/latest-draft.ts'
import { roundStatus } from '../../src/programme/rounds/status.ts'

/** Where the current round stands, what was just done above it. */
export async function panel(
  { desk, voice, here }: Context,
  before: readonly Inline[] = [],
): Promise<Message> {
  const status = await roundStatus(desk, here.programme.id)
  if (!status) return noRound(voice, before)
  const { programme } = here
  const kept =
    status.round.state === 'matching' ? await latestDraft(desk, programme, status.round) : undefined
  const draft = kept && { ...kept, zone: firstKnown(programme.zone) }
  const workspaces = await workspacesOf(desk, programme.id)
  const platformOf = (id: string) => workspaces.find((workspace) => workspace.id === id)?.platform ?? ''
  return roundPanel({ ...status, draft }, platformOf, voice, before)
}
