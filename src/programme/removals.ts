import type { Programme, Workspace } from '../database/generated/client.ts'
import { transaction } from '../database/transaction.ts'
import { WORKSPACE_GONE } from '../outbox/effect.ts'
import type { Desk } from './desk.ts'
import { disconnectIn } from './disconnect.ts'
import { type Attempt, plainly } from './each.ts'
import { tellOrganisers } from './notices.ts'

const DAY_MS = 24 * 3_600_000

/** Until when a workspace that the bot was removed from stays connected, epoch ms, wall time. */
export function graceEnds(gone: Date, { graceDays }: Pick<Programme, 'graceDays'>): number {
  return gone.getTime() + graceDays * DAY_MS
}

type Place = Pick<Workspace, 'platform' | 'externalId'>

/** Whether the bot was on a platform, and was removed from each workspace there. */
export async function isRemovedFromAll({ prisma }: Desk, platform: Place['platform']): Promise<boolean> {
  const all = await prisma.installation.findMany({ where: { platform }, select: { gone: true } })
  return all.length > 0 && all.every(({ gone }) => gone !== null)
}

/** Notes that the bot was removed from a workspace, since when; its programme's other organisers hear of it at once. */
export async function noteRemoval(desk: Desk, { platform, externalId }: Place): Promise<void> {
  await desk.prisma.installation.updateMany({
    where: { platform, externalId, gone: null },
    data: { gone: new Date(desk.wall()) },
  })
  await tellOfRemovals(desk)
}

/** Notes that the bot is in a workspace: what it had been removed from goes on. */
export async function noteReturn(desk: Desk, { platform, externalId }: Place): Promise<void> {
  await transaction(desk.prisma, async (tx) => {
    const { count } = await tx.installation.updateMany({
      where: { platform, externalId, gone: { not: null } },
      data: { gone: null },
    })
    if (count === 0) return
    const found = await tx.workspace.findFirst({ where: { platform, externalId, disconnectedAt: null } })
    if (!found) return
    // What was denied while the bot was away, a token for example, need not be denied any more.
    await tx.workspace.update({
      where: { id: found.id },
      data: { haltedAt: null, haltedWhy: null, haltTriedAt: null },
    })
    await tellOrganisers(tx, desk, found.programmeId, {
      what: 'workspace-back',
      about: found.id,
      occasion: String(desk.wall()),
    })
  })
  await goOnWhereBack(desk)
}

/** Notes of all workspaces of a platform where the bot is and where it is not, as it tells at a start. */
export async function notePresence(
  desk: Desk,
  platform: Place['platform'],
  externalIds: readonly string[],
): Promise<void> {
  const there = { in: [...externalIds] }
  const gone = { platform, gone: null, workspaces: { some: { disconnectedAt: null } } }
  await desk.prisma.installation.updateMany({
    where: { ...gone, externalId: { notIn: [...externalIds] } },
    data: { gone: new Date(desk.wall()) },
  })
  const back = await desk.prisma.installation.findMany({
    where: { platform, externalId: there, gone: { not: null } },
  })
  for (const one of back) await noteReturn(desk, one)
  await tellOfRemovals(desk)
}

/**
 * What is due of workspaces that the bot was removed from: their organisers elsewhere are told, what is back goes on, and
 * what has been gone for its programme's days of grace is disconnected.
 */
export async function tendRemovals(desk: Desk, attempt: Attempt = plainly): Promise<void> {
  await tellOfRemovals(desk)
  await goOnWhereBack(desk)
  const gone = await desk.prisma.workspace.findMany({
    where: { disconnectedAt: null, installation: { gone: { not: null } } },
    include: { installation: true, programme: true },
  })
  for (const { id: subject, programmeId, programme, installation } of gone) {
    if (!installation.gone || graceEnds(installation.gone, programme) > desk.wall()) continue
    await attempt({ programmeId, kind: 'workspace', subject }, async () => {
      await transaction(desk.prisma, (tx) => disconnectIn(tx, desk, programmeId, subject))
    })
  }
}

async function tellOfRemovals(desk: Desk): Promise<void> {
  const untold = await desk.prisma.workspace.findMany({
    where: { disconnectedAt: null, installation: { gone: { not: null } } },
    include: { installation: true },
  })
  for (const { id, programmeId, installation } of untold) {
    const { gone, goneSaidAt, platform, externalId } = installation
    if (!gone || (goneSaidAt && goneSaidAt >= gone)) continue
    await transaction(desk.prisma, async (tx) => {
      await tx.installation.update({
        where: { platform_externalId: { platform, externalId } },
        data: { goneSaidAt: gone },
      })
      const occasion = String(gone.getTime())
      await tellOrganisers(tx, desk, programmeId, { what: 'workspace-gone', about: id, occasion }, id)
    })
  }
}

/** What failed because the bot was not there is tried again where it is. Uses the index on (state, notBefore). */
async function goOnWhereBack({ prisma, wall }: Desk): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "Effect" AS e
       SET "state" = 'ready', "notBefore" = ${new Date(wall())}, "attempt" = 0, "thrown" = 0, "unclearAt" = NULL,
           "doneAt" = NULL, "error" = NULL
      FROM "Workspace" w
      JOIN "Installation" i ON i."platform" = w."platform" AND i."externalId" = w."externalId"
     WHERE w."id" = e."workspaceId" AND e."state" = 'failed' AND e."error" = ${WORKSPACE_GONE}
       AND i."gone" IS NULL AND w."disconnectedAt" IS NULL`
}
