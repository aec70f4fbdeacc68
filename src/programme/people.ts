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
  const known = await knownAt(desk, workspace, visitor.user)
  return known ? knownAs(desk, known, visitor) : madeKnown(desk, workspace, visitor)
}

/** Somebody who was not known a moment ago. */
export async function madeKnown(desk: Desk, workspace: Workspace, visitor: Visitor): Promise<KnownAccount> {
  return createPerson(desk, workspace, visitor).catch(async (error: unknown) => {
    // Two doings at once: the other one made it.
    const made = await knownAt(desk, workspace, visitor.user)
    if (made) return made
    throw error
  })
}

/** Somebody who is known, with what has changed: they are back, or speak another language. */
export async function knownAs(desk: Desk, known: KnownAccount, visitor: Visitor): Promise<KnownAccount> {
  const { locale } = visitor
  if (known.leftAt === null && (locale === undefined || known.locale === locale)) return known
  return desk.prisma.account.update({
    where: { id: known.id },
    data: { leftAt: null, ...(locale === undefined ? {} : { locale }) },
    include: { person: true },
  })
}

/** Two rows in one transaction, with ids of our own, so that neither has to be read again. */
async function createPerson(desk: Desk, workspace: Workspace, visitor: Visitor): Promise<KnownAccount> {
  const { prisma, clock } = desk
  const personId = newId()
  const [person, account] = await prisma.$transaction([
    prisma.person.create({
      data: {
        id: personId,
        programmeId: workspace.programmeId,
        name: visitor.name,
        createdAt: new Date(clock.now()),
      },
    }),
    prisma.account.create({
      data: {
        programmeId: workspace.programmeId,
        personId,
        workspaceId: workspace.id,
        externalId: visitor.user,
        displayName: visitor.name,
        locale: visitor.locale ?? null,
      },
    }),
  ])
  return { ...account, person }
}

/** The workspace of an event, or undefined where no programme has been set up there. */
export function findWorkspace(
  desk: Desk,
  platform: Workspace['platform'],
  externalId: string,
): Promise<Workspace | null> {
  return desk.prisma.workspace.findFirst({ where: { platform, externalId, disconnectedAt: null } })
}

/** Fresh from the database every time: rights are checked when they are used. */
export async function isOrganiser(desk: Desk, programmeId: string, personId: string): Promise<boolean> {
  return (await desk.prisma.organiser.count({ where: { programmeId, personId } })) > 0
}

/** Whether somebody helps the people of some countries. */
export async function isCoordinator(desk: Desk, programmeId: string, personId: string): Promise<boolean> {
  return (await desk.prisma.coordinator.count({ where: { programmeId, personId } })) > 0
}

/** Whether somebody is enrolled in the round that is not closed yet. */
export async function takesPart(desk: Desk, person: Person): Promise<boolean> {
  const enrolled = await desk.prisma.enrolment.count({
    where: {
      personId: person.id,
      state: { not: 'withdrawn' },
      round: { programmeId: person.programmeId, state: { not: 'closed' } },
    },
  })
  return enrolled > 0
}

/** The names of some people of a programme, by id; empty for whoever is none of them. */
export async function namesOf(
  desk: Desk,
  programmeId: string,
  ids: readonly string[],
): Promise<(id: string) => string> {
  const people = await desk.prisma.person.findMany({
    where: { id: { in: [...ids] }, programmeId },
    select: { id: true, name: true },
  })
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? ''
}

/** Somebody who has done something in a workspace before, by the platform's user id. */
export function knownAt(desk: Desk, workspace: Workspace, user: string): Promise<KnownAccount | null> {
  return desk.prisma.account.findUnique({
    where: { workspaceId_externalId: { workspaceId: workspace.id, externalId: user } },
    include: { person: true },
  })
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
