import type { Programme, Workspace } from '../database/generated/client.ts'
import type { Desk } from './desk.ts'
import { type Lost, lostChannels } from './lost-channels.ts'
import { organiserNames } from './people.ts'
import { connectedIn } from './workspaces.ts'

/** A channel of the programme that could not be made, with the effect's error. */
export interface ChannelFailure {
  readonly workspaceId: string
  readonly error: string
}

/** A programme as its organisers see it set up. */
export interface ProgrammeOverview {
  readonly programme: Programme
  /** In the order in which they were connected. */
  readonly workspaces: readonly Workspace[]
  readonly organisers: readonly string[]
  readonly failures: readonly ChannelFailure[]
  /** Channels that were deleted or archived. */
  readonly lost: readonly Lost[]
  /** Whether there has been a round. */
  readonly begun: boolean
}

export async function programmeOverview(desk: Desk, programme: Programme): Promise<ProgrammeOverview> {
  const failed = await desk.prisma.effect.findMany({
    where: { programmeId: programme.id, kind: 'channel', error: { not: null }, state: { not: 'done' } },
  })
  return {
    programme,
    workspaces: await workspacesOf(desk, programme.id),
    organisers: await organiserNames(desk, programme.id),
    lost: await lostChannels(desk, programme.id),
    begun: (await desk.prisma.round.count({ where: { programmeId: programme.id } })) > 0,
    failures: failed.map(({ workspaceId, error }) => ({ workspaceId, error: error ?? '' })),
  }
}

/** A programme's workspaces, in the order in which they were connected. */
export function workspacesOf(desk: Desk, programmeId: string): Promise<Workspace[]> {
  return desk.prisma.workspace.findMany({ where: connectedIn(programmeId), orderBy: { connectedAt: 'asc' } })
}
