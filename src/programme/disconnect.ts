import type { Workspace } from '../database/generated/client.ts'
import { transaction } from '../database/transaction.ts'
import type { Tx } from '../outbox/effect.ts'
import { recordEffects } from '../outbox/record.ts'
import { type Actor, audit } from './audit.ts'
import type { Desk } from './desk.ts'
import { leaveIn } from './leaving.ts'
import { noticeIn, tellOrganisers } from './notices.ts'
import { Problem } from './problem.ts'
import { lockRoundIfAny } from './rounds/lock.ts'
import { connectedIn } from './workspaces.ts'

/** What it would mean to disconnect a workspace. */
export interface Disconnecting {
  readonly workspace: Workspace
  /** Those who take part in the current round with an account there. */
  readonly takingPart: number
  /** Partnerships there that would end. */
  readonly partnerships: number
  /** People elsewhere whose partner would be gone. */
  readonly leftAlone: number
  readonly organisers: number
  /** Whether the programme has no other. */
  readonly last: boolean
}

/** A workspace of a programme. @throws Problem `stale` where it is not connected (any more) */
async function connected(prisma: Tx | Desk['prisma'], programmeId: string, id: string): Promise<Workspace> {
  const found = await prisma.workspace.findFirst({ where: { ...connectedIn(programmeId), id } })
  if (!found) throw new Problem('stale')
  return found
}

/** Who would be touched. @throws Problem `stale` */
export async function lookAtDisconnecting(
  { prisma }: Desk,
  programmeId: string,
  workspaceId: string,
): Promise<Disconnecting> {
  const workspace = await connected(prisma, programmeId, workspaceId)
  const here = { leftAt: null, account: { workspaceId } }
  const running = { endedAt: null, programmeId, members: { some: here } }
  return {
    workspace,
    takingPart: await prisma.enrolment.count({
      where: { account: { workspaceId }, state: { not: 'withdrawn' }, round: { state: { not: 'closed' } } },
    }),
    partnerships: await prisma.partnership.count({ where: running }),
    leftAlone: await prisma.membership.count({
      where: { leftAt: null, account: { workspaceId: { not: workspaceId } }, partnership: running },
    }),
    organisers: await prisma.organiser.count({
      where: { programmeId, person: { accounts: { some: { workspaceId, leftAt: null } } } },
    }),
    last: (await prisma.workspace.count({ where: connectedIn(programmeId) })) === 1,
  }
}

/**
 * Takes a workspace out of a programme: whoever takes part there has left the round, and who had a partner there is told
 * where they are. Where the bot still is, everybody there is told, too.
 *
 * @throws Problem `stale`
 */
export async function disconnectWorkspace(desk: Desk, by: Actor, workspaceId: string): Promise<Workspace> {
  return transaction(desk.prisma, async (tx) => {
    const workspace = await connected(tx, by.programmeId, workspaceId)
    if (!(await disconnectIn(tx, desk, by.programmeId, workspaceId))) throw new Problem('stale')
    const { platform, externalId, announcementsRef } = workspace
    const installation = await tx.installation.findUniqueOrThrow({
      where: { platform_externalId: { platform, externalId } },
    })
    if (announcementsRef !== null && installation.gone === null) {
      const notice = { what: 'goodbye', about: workspaceId, occasion: String(desk.wall()) } as const
      await recordEffects(tx, [noticeIn(workspace, 'announcements', notice)], desk.wall())
    }
    await audit(tx, desk, by, 'workspace-disconnected', [workspaceId])
    return workspace
  })
}

/**
 * The same in a transaction of somebody else's, without a word to those who are there: perhaps the bot is not.
 *
 * @returns whether it was connected
 */
export async function disconnectIn(
  tx: Tx,
  desk: Desk,
  programmeId: string,
  workspaceId: string,
): Promise<boolean> {
  const now = new Date(desk.clock.now())
  const round = await lockRoundIfAny(tx, { programmeId })
  const { count } = await tx.workspace.updateMany({
    where: { ...connectedIn(programmeId), id: workspaceId },
    data: { disconnectedAt: now, haltedAt: null, haltedWhy: null, haltTriedAt: null },
  })
  if (count === 0) return false
  if (round) await leaveTogether(tx, desk, round.id, { programmeId, workspaceId, now })
  // Whatever was still to be done there.
  await tx.effect.updateMany({
    where: { workspaceId, state: { in: ['ready', 'unknown', 'failed'] } },
    data: { state: 'dropped', doneAt: new Date(desk.wall()) },
  })
  await tx.forumPost.deleteMany({ where: { workspaceId, recordedAt: null } })
  await tx.lostChannel.deleteMany({ where: { workspaceId } })
  await tx.account.updateMany({ where: { workspaceId, leftAt: null }, data: { leftAt: now } })
  await tx.account.updateMany({ where: { workspaceId, accessDue: true }, data: { accessDue: false } })
  await tx.interest.deleteMany({
    where: { programmeId, person: { accounts: { some: { workspaceId }, none: { leftAt: null } } } },
  })
  const occasion = String(desk.wall())
  await tellOrganisers(tx, desk, programmeId, {
    what: 'workspace-disconnected',
    about: workspaceId,
    occasion,
  })
  return true
}

interface Leaving {
  readonly programmeId: string
  readonly workspaceId: string
  readonly now: Date
}

/** All who take part there leave the round: one by one where somebody elsewhere is to be told, else all at once. */
async function leaveTogether(
  tx: Tx,
  desk: Desk,
  roundId: string,
  { programmeId, workspaceId, now }: Leaving,
): Promise<void> {
  const here = { leftAt: null, account: { workspaceId } }
  const elsewhere = { leftAt: null, account: { workspaceId: { not: workspaceId } } }
  const across = await tx.membership.findMany({
    where: { ...here, partnership: { roundId, endedAt: null, members: { some: elsewhere } } },
    select: { personId: true },
    orderBy: { personId: 'asc' },
  })
  for (const { personId } of across) await leaveIn(tx, desk, { id: personId, programmeId })
  await tx.enrolment.updateMany({
    where: { roundId, account: { workspaceId }, state: { not: 'withdrawn' } },
    data: { state: 'withdrawn', why: null, changedAt: now },
  })
  await tx.membership.updateMany({ where: { ...here, partnership: { roundId } }, data: { leftAt: now } })
  await tx.partnership.updateMany({
    where: { roundId, endedAt: null, members: { none: { leftAt: null } } },
    data: { endedAt: now },
  })
}
