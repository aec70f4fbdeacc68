import type { LostChannel, Workspace } from '../database/generated/client.ts'
import { transaction } from '../database/transaction.ts'
import { recordEffects, tryAgain } from '../outbox/record.ts'
import { type Actor, audit } from './audit.ts'
import { channelKey, keepChannel, type MadeChannel, PURPOSES, type Purpose } from './channels.ts'
import type { Desk } from './desk.ts'
import { tellOrganisers } from './notices.ts'
import { accessOfOrganisers } from './organisers.ts'
import { findWorkspace } from './people.ts'
import { Problem } from './problem.ts'

export type Lost = LostChannel & { readonly workspace: Workspace }

/**
 * Notes that one of a programme's channels is no longer there, once: nothing is sent there any more, and its organisers
 * hear what they can do. What is known to have another channel by now stays as it is.
 *
 * @param ref where it was
 * @returns whether that was news
 */
export function noteLostChannel(
  desk: Desk,
  workspaceId: string,
  purpose: Purpose,
  ref: string,
): Promise<boolean> {
  return transaction(desk.prisma, async (tx) => {
    const { count } = await tx.workspace.updateMany({
      where: { id: workspaceId, [`${purpose}Ref`]: ref },
      data: { [`${purpose}Ref`]: null },
    })
    if (count === 0) return false
    const { programmeId } = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } })
    const at = new Date(desk.wall())
    await tx.lostChannel.upsert({
      where: { workspaceId_purpose: { workspaceId, purpose } },
      create: { programmeId, workspaceId, purpose, ref, at },
      update: { ref, at },
    })
    const occasion = String(at.getTime())
    await tellOrganisers(tx, desk, programmeId, {
      what: 'channel-lost',
      about: `${workspaceId}/${purpose}`,
      occasion,
    })
    return true
  })
}

/** The same, as a platform tells it: any channel of a workspace may have been removed. */
export async function channelRemoved(
  desk: Desk,
  platform: Workspace['platform'],
  externalId: string,
  ref: string,
): Promise<boolean> {
  const workspace = await findWorkspace(desk, platform, externalId)
  const purpose = workspace && PURPOSES.find((one) => workspace[`${one}Ref`] === ref)
  return workspace && purpose ? noteLostChannel(desk, workspace.id, purpose, ref) : false
}

/** The channels of a programme's workspaces that are gone, until there are others. */
export function lostChannels({ prisma }: Desk, programmeId: string): Promise<Lost[]> {
  return prisma.lostChannel.findMany({
    where: { programmeId, workspace: { disconnectedAt: null } },
    include: { workspace: true },
    orderBy: [{ at: 'asc' }, { purpose: 'asc' }],
  })
}

/** One of them, of the programme of whoever asks. @throws Problem `channel-there` */
export async function lostChannel(
  desk: Desk,
  programmeId: string,
  workspaceId: string,
  purpose: string,
): Promise<Lost> {
  const found = (await lostChannels(desk, programmeId)).find(
    (one) => one.workspaceId === workspaceId && one.purpose === purpose,
  )
  if (!found) throw new Problem('channel-there')
  return found
}

/**
 * Has a channel made in the place of one that is gone. Asked for twice, it is made once.
 *
 * @throws Problem `channel-there`
 */
export async function remakeChannel(
  desk: Desk,
  by: Actor,
  workspaceId: string,
  purpose: string,
): Promise<Lost> {
  const lost = await lostChannel(desk, by.programmeId, workspaceId, purpose)
  const key = `${channelKey(workspaceId, lost.purpose)}:${lost.at.getTime()}`
  const effect = { programmeId: by.programmeId, kind: 'channel', key } as const
  await transaction(desk.prisma, async (tx) => {
    const retried = await tryAgain(tx, { ...effect, state: 'failed' }, desk.wall())
    if (retried === 0 && (await tx.effect.count({ where: effect })) > 0) return
    await recordEffects(tx, [{ ...effect, workspaceId, payload: { purpose: lost.purpose } }], desk.wall())
    await audit(tx, desk, by, 'channel-remade', [workspaceId], { purpose: lost.purpose })
  })
  return lost
}

/**
 * Takes a channel that is there in the place of one that is gone.
 *
 * @throws Problem `channel-there`
 */
export async function chooseChannel(
  desk: Desk,
  by: Actor,
  lost: Pick<Lost, 'workspaceId' | 'purpose'>,
  made: MadeChannel,
): Promise<void> {
  await transaction(desk.prisma, async (tx) => {
    const { workspaceId, purpose } = lost
    if (!(await keepChannel(tx, desk, workspaceId, purpose, made))) throw new Problem('channel-there')
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } })
    if (purpose === 'organisers') await accessOfOrganisers(tx, desk, workspace)
    await audit(tx, desk, by, 'channel-chosen', [workspaceId], { purpose })
  })
}
