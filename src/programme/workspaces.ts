import type { Programme, Workspace } from '../database/generated/client.ts'
import type { Desk } from './desk.ts'

/** A programme's workspaces that take part in it now. */
export const connectedIn = (programmeId: string) => ({ programmeId, disconnectedAt: null }) as const

export async function workspaceAndProgramme(
  desk: Desk,
  id: string,
): Promise<{ workspace: Workspace; programme: Programme }> {
  const { programme, ...workspace } = await desk.prisma.workspace.findUniqueOrThrow({
    where: { id },
    include: { programme: true },
  })
  return { workspace, programme }
}

/** The platform's user ids of those of some accounts that are still there. */
export async function usersOf(desk: Desk, accountIds: readonly string[]): Promise<string[]> {
  const accounts = await desk.prisma.account.findMany({
    where: { id: { in: [...accountIds] }, leftAt: null },
    select: { externalId: true },
  })
  return accounts.map(({ externalId }) => externalId)
}

/** The platform's user ids by which a workspace knows somebody who is still there. */
export async function usersOfPerson(desk: Desk, workspaceId: string, personId: string): Promise<string[]> {
  const accounts = await desk.prisma.account.findMany({
    where: { workspaceId, personId, leftAt: null },
    select: { externalId: true },
  })
  return accounts.map(({ externalId }) => externalId)
}

/** The same of everybody that they ever were there. */
export async function everyUserOfPerson(
  desk: Desk,
  workspaceId: string,
  personId: string,
): Promise<string[]> {
  const accounts = await desk.prisma.account.findMany({
    where: { workspaceId, personId },
    select: { externalId: true },
  })
  return accounts.map(({ externalId }) => externalId)
}
