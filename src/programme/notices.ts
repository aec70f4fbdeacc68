import type { Account, Workspace } from '../database/generated/client.ts'
import type { EffectWanted, Tx } from '../outbox/effect.ts'
import { recordEffects } from '../outbox/record.ts'
import { PURPOSES, willHaveChannel } from './channels.ts'
import type { Desk } from './desk.ts'
import { connectedIn } from './workspaces.ts'

/** What organisers are told without having asked; the last one is told to everybody in a workspace. */
export const NOTICES = [
  'workspace-ready',
  'channel-lost',
  'workspace-gone',
  'workspace-back',
  'workspace-disconnected',
  'organiser-removed',
  'organiser-took-over',
  'goodbye',
] as const
export type NoticeName = (typeof NOTICES)[number]

export interface Notice {
  readonly what: NoticeName
  /** The id of whom or of what it tells. */
  readonly about: string
  /** Tells this occasion from others. */
  readonly occasion: string
}

/** Tells organisers in a workspace that all channels are there, the first time that they are. */
export async function tellOnceReady(tx: Tx, desk: Desk, workspaceId: string): Promise<void> {
  const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } })
  if (PURPOSES.some((purpose) => workspace[`${purpose}Ref`] === null)) return
  const ready = { what: 'workspace-ready', about: workspaceId, occasion: 'first' } as const
  await recordEffects(tx, [noticeIn(workspace, 'organisers', ready)], desk.wall())
}

/** Tells all organisers of a programme, wherever the bot is; but not in the workspace that is left out. */
export async function tellOrganisers(
  tx: Tx,
  desk: Desk,
  programmeId: string,
  notice: Notice,
  except?: string,
): Promise<void> {
  const workspaces = await tx.workspace.findMany({
    where: {
      ...connectedIn(programmeId),
      installation: { gone: null },
      ...(except === undefined ? {} : { id: { not: except } }),
    },
    orderBy: { connectedAt: 'asc' },
  })
  const wanted: EffectWanted[] = []
  for (const workspace of workspaces) wanted.push(...(await toOrganisersIn(tx, workspace, notice)))
  await recordEffects(tx, wanted, desk.wall())
}

/** In their channel, once; where there is none and none is being made, to each of them alone. */
async function toOrganisersIn(tx: Tx, workspace: Workspace, notice: Notice): Promise<EffectWanted[]> {
  if (workspace.organisersRef !== null || (await willHaveChannel({ prisma: tx }, workspace, 'organisers')))
    return [noticeIn(workspace, 'organisers', notice)]
  const organisers = await tx.account.findMany({
    where: {
      workspaceId: workspace.id,
      leftAt: null,
      person: { organiser: { some: { programmeId: workspace.programmeId } } },
    },
    orderBy: { id: 'asc' },
  })
  return organisers.map((account) => noticeFor(account, notice))
}

/** A word in one of a workspace's channels. */
export function noticeIn(
  { id, programmeId }: Pick<Workspace, 'id' | 'programmeId'>,
  place: 'organisers' | 'announcements',
  { what, about, occasion }: Notice,
): EffectWanted {
  const key = `${what}:${about}:${occasion}:${id}`
  return { programmeId, workspaceId: id, kind: 'notice', key, payload: { what, about, place } }
}

/** A word to one person alone. */
function noticeFor(
  { id, workspaceId, programmeId }: Account,
  { what, about, occasion }: Notice,
): EffectWanted {
  const key = `${what}:${about}:${occasion}:${id}`
  return {
    programmeId,
    workspaceId,
    kind: 'notice',
    key,
    payload: { what, about, place: 'person', accountId: id },
  }
}
