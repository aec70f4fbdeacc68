import type { ChannelPurpose, ForumKind, PrismaClient, Workspace } from '../database/generated/client.ts'
import { type Tx, UNDER_WAY } from '../outbox/effect.ts'
import { tryAgain } from '../outbox/record.ts'
import { letAllInto } from './channel-access.ts'
import type { Desk } from './desk.ts'
import { OPEN_PURPOSES } from './open-purposes.ts'

/** The public and private channels that a programme has in each workspace. */
export const PURPOSES = [...OPEN_PURPOSES, 'organisers'] as const satisfies readonly ChannelPurpose[]
export type Purpose = ChannelPurpose

/** The start of the key of each effect that makes one of a workspace's channels, and all of the first one's. */
export function channelKey(workspaceId: string, purpose: Purpose): string {
  return `${workspaceId}:${purpose}`
}

/** Whether a channel that is not there is being made, or waits to be. */
export async function willHaveChannel(
  { prisma }: { readonly prisma: Tx | PrismaClient },
  { id, programmeId }: Pick<Workspace, 'id' | 'programmeId'>,
  purpose: Purpose,
): Promise<boolean> {
  const key = { startsWith: channelKey(id, purpose) }
  const where = { programmeId, kind: 'channel', key, state: { in: UNDER_WAY } }
  return (await prisma.effect.count({ where })) > 0
}

/** What stands in `error` of an effect whose channel is not there, and nobody makes it. */
export const NO_CHANNEL = 'gone:channel'

export interface MadeChannel {
  readonly ref: string
  readonly kind: ForumKind
}

/**
 * Notes where one of a workspace's channels is, where there is none: for the forum what it became, too. What was to come
 * into one that is gone comes into this one.
 *
 * @returns whether there was none
 */
export async function keepChannel(
  tx: Tx,
  desk: Desk,
  workspaceId: string,
  purpose: Purpose,
  { ref, kind }: MadeChannel,
): Promise<boolean> {
  const { count } = await tx.workspace.updateMany({
    where: { id: workspaceId, [`${purpose}Ref`]: null },
    data: { [`${purpose}Ref`]: ref, ...(purpose === 'forum' ? { forumKind: kind } : {}) },
  })
  if (count === 0) return false
  const lost = await tx.lostChannel.deleteMany({ where: { workspaceId, purpose } })
  if (lost.count > 0 && purpose !== 'organisers') await letAllInto(tx, desk, workspaceId, purpose, ref)
  await tryAgain(tx, { workspaceId, state: 'failed', error: NO_CHANNEL }, desk.wall())
  return true
}

/** The platform's user ids of the programme's organisers in one of its workspaces. */
export async function organisersIn({ prisma }: Desk, { id, programmeId }: Workspace): Promise<string[]> {
  const accounts = await prisma.account.findMany({
    where: { workspaceId: id, leftAt: null, person: { organiser: { some: { programmeId } } } },
    select: { externalId: true },
  })
  return accounts.map(({ externalId }) => externalId)
}
