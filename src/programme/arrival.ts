import type { Programme, Workspace } from '../database/generated/client.ts'
import type { Desk } from './desk.ts'
import { type KnownAccount, knownAs, madeKnown, type Visitor } from './people.ts'

/** Where somebody does something, and who they are there. */
export interface Arrival {
  readonly programme: Programme
  readonly workspace: Workspace
  readonly account: KnownAccount
}

/**
 * Whoever does something in a workspace, by the platform's ids; made known at their first doing. Undefined where no
 * programme has been set up there. Everything that people do begins with this, so that it is one statement for whoever
 * is known. Uses the indexes on (platform, externalId) and (workspaceId, externalId).
 */
export async function arrive(
  desk: Desk,
  platform: Workspace['platform'],
  externalId: string,
  visitor: Visitor,
): Promise<Arrival | undefined> {
  const found = await desk.prisma.workspace.findFirst({
    where: { platform, externalId, disconnectedAt: null },
    include: {
      programme: true,
      accounts: { where: { externalId: visitor.user }, include: { person: true } },
    },
  })
  if (!found) return undefined
  const { programme, accounts, ...workspace } = found
  const [known] = accounts
  const account = known ? await knownAs(desk, known, visitor) : await madeKnown(desk, workspace, visitor)
  return { programme, workspace, account }
}
