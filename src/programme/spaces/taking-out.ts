import type { EffectWanted, Tx } from '../../outbox/effect.ts'
import type { Desk } from '../desk.ts'
import { inSpace } from './lines.ts'

/** Where the open space is of a partnership that somebody is no member of (any more), else nothing. */
export async function mayBeTakenOut(
  { prisma }: Desk,
  spaceId: string,
  personId: string,
): Promise<string | undefined> {
  const space = await prisma.space.findFirst({
    where: {
      id: spaceId,
      ref: { not: null },
      closedAt: null,
      partnership: { members: { none: { personId, leftAt: null } } },
    },
  })
  return space?.ref ?? undefined
}

/** What takes somebody who leaves a partnership out of each of its spaces that they may be in, once. */
export async function goingOutOf(
  tx: Tx,
  partnership: {
    readonly programmeId: string
    readonly roundId: string
    readonly spaces: readonly { readonly id: string; readonly workspaceId: string }[]
  },
  personId: string,
): Promise<EffectWanted[]> {
  const { programmeId, roundId, spaces } = partnership
  const accounts = await tx.account.findMany({ where: { personId }, select: { workspaceId: true } })
  const theirs = new Set(accounts.map(({ workspaceId }) => workspaceId))
  return spaces
    .filter(({ workspaceId }) => theirs.has(workspaceId))
    .map(({ id: spaceId, workspaceId }) => ({
      programmeId,
      roundId,
      workspaceId,
      kind: 'space-out',
      key: `${spaceId}:${personId}`,
      payload: { spaceId, personId },
      inLine: inSpace(spaceId, 'space-out'),
    }))
}
