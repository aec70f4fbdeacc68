import type { ForumKind, Workspace } from '../database/generated/client.ts'
import { type Tx, UNDER_WAY } from '../outbox/effect.ts'
import type { Desk } from './desk.ts'

/** The channels that everybody who takes part should see. */
export const OPEN_PURPOSES = ['announcements', 'forum'] as const

/** The public and private channels that a programme has in each workspace. */
export const PURPOSES = [...OPEN_PURPOSES, 'organisers'] as const
export type Purpose = (typeof PURPOSES)[number]

/** The key of the effect that makes one of a workspace's channels. */
export function channelKey(workspaceId: string, purpose: Purpose): string {
  return `${workspaceId}:${purpose}`
}

/** Whether a channel that is not there is being made, or waits to be. */
export async function willHaveChannel(
  { prisma }: Desk,
  { id, programmeId }: Workspace,
  purpose: Purpose,
): Promise<boolean> {
  const where = { programmeId, kind: 'channel', key: channelKey(id, purpose), state: { in: UNDER_WAY } }
  return (await prisma.effect.count({ where })) > 0
}

/** Notes where one of a workspace's channels is, and for the forum what it became. */
export async function keepChannel(
  tx: Tx,
  workspaceId: string,
  purpose: Purpose,
  { ref, kind }: { readonly ref: string; readonly kind: ForumKind },
): Promise<void> {
  await tx.workspace.update({
    where: { id: workspaceId },
    data: { [`${purpose}Ref`]: ref, ...(purpose === 'forum' ? { forumKind: kind } : {}) },
  })
}

/** The platform's user ids of the programme's organisers in one of its workspaces. */
export async function organisersIn({ prisma }: Desk, { id, programmeId }: Workspace): Promise<string[]> {
  const accounts = await prisma.account.findMany({
    where: { workspaceId: id, person: { organiser: { some: { programmeId } } } },
    select: { externalId: true },
  })
  return accounts.map(({ externalId }) => externalId)
}
