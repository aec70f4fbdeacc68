import type { Account, Person, Workspace } from '../database/generated/client.ts'
import type { Desk } from './desk.ts'
import { newId } from './identifier.ts'

/** Somebody as a workspace shows them. */
export interface Visitor {
  /** The platform's user id. */
  readonly user: string
  readonly name: string
  /** BCP 47. */
  readonly locale?: string | undefined
}

export type KnownAccount = Account & { person: Person }

/** The account and person of somebody who did something here; made at their first doing. */
export async function meet(desk: Desk, workspace: Workspace, visitor: Visitor): Promise<KnownAccount> {
  const where = { workspaceId_externalId: { workspaceId: workspace.id, externalId: visitor.user } }
  const known = await desk.prisma.account.findUnique({ where, include: { person: true } })
  if (known && known.leftAt === null && (visitor.locale === undefined || known.locale === visitor.locale))
    return known
  if (known) {
    return desk.prisma.account.update({
      where,
      data: { leftAt: null, ...(visitor.locale === undefined ? {} : { locale: visitor.locale }) },
      include: { person: true },
    })
  }
  const personId = newId()
  const { programmeId, id: workspaceId } = workspace
  const { user: externalId, name, locale = null } = visitor
  const createdAt = new Date(desk.clock.now())
  return desk.prisma
    .$transaction([
      desk.prisma.person.create({ data: { id: personId, programmeId, name, createdAt } }),
      desk.prisma.account.create({
        data: { programmeId, personId, workspaceId, externalId, displayName: name, locale },
        include: { person: true },
      }),
    ])
    .then(([, account]) => account)
    .catch(async (error: unknown) => {
      // Two doings at once: the other one made it.
      const made = await desk.prisma.account.findUnique({ where, include: { person: true } })
      if (made) return made
      throw error
    })
}

/** The workspace of an event, or undefined where no programme has been set up there. */
export function findWorkspace(
  desk: Desk,
  platform: Workspace['platform'],
  externalId: string,
): Promise<Workspace | null> {
  return desk.prisma.workspace.findUnique({ where: { platform_externalId: { platform, externalId } } })
}

/** Fresh from the database every time: rights are checked when they are used. */
export async function isOrganiser(desk: Desk, programmeId: string, personId: string): Promise<boolean> {
  return (await desk.prisma.organiser.count({ where: { programmeId, personId } })) > 0
}

/** The names of those who may do what an organiser may, for somebody who may not. */
export async function organiserNames(desk: Desk, programmeId: string): Promise<string[]> {
  const rows = await desk.prisma.organiser.findMany({
    where: { programmeId },
    include: { person: { select: { name: true } } },
    orderBy: { since: 'asc' },
    take: 5,
  })
  return rows.map((row) => row.person.name)
}

/** What somebody calls themselves; undefined where they were erased. */
export async function personName({ prisma }: Desk, id: string): Promise<string | undefined> {
  return (await prisma.person.findUnique({ where: { id }, select: { name: true } }))?.name
}
