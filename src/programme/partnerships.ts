import type { Membership, Partnership, Person, Round, Workspace } from '../database/generated/client.ts'
import type { Reason } from '../matching/result.ts'
import type { Desk } from './desk.ts'
import { pairHash } from './identifier.ts'

export interface PartnershipMember {
  readonly person: Person
  /** The platform's user id in the partnership's workspace. */
  readonly user: string
}

/** A partnership with all that is said of it. */
export interface PartnershipView {
  readonly partnership: Partnership
  readonly workspace: Workspace
  readonly round: Round
  /** Those who have not left. */
  readonly members: readonly PartnershipMember[]
  readonly reasons: readonly Reason[]
}

type Loaded = Partnership & {
  round: Round
  workspace: Workspace
  members: (Membership & { person: Person })[]
}

const WITH = {
  round: true,
  workspace: true,
  members: { where: { leftAt: null }, include: { person: true } },
} as const

export async function loadPartnership(desk: Desk, id: string): Promise<PartnershipView | undefined> {
  const found = await desk.prisma.partnership.findUnique({ where: { id }, include: WITH })
  return found ? view(desk, found) : undefined
}

/** The partnership that somebody is in now. */
export async function partnershipOf(desk: Desk, personId: string): Promise<PartnershipView | undefined> {
  const found = await desk.prisma.partnership.findFirst({
    where: { endedAt: null, members: { some: { personId, leftAt: null } } },
    orderBy: { createdAt: 'desc' },
    include: WITH,
  })
  return found ? view(desk, found) : undefined
}

async function view(desk: Desk, found: Loaded): Promise<PartnershipView> {
  const { round, workspace, members, ...partnership } = found
  const accounts = await desk.prisma.account.findMany({
    where: { id: { in: members.map(({ accountId }) => accountId) } },
  })
  const userOf = new Map(accounts.map(({ id, externalId }) => [id, externalId]))
  return {
    partnership,
    workspace,
    round,
    members: members.map(({ person, accountId }) => ({ person, user: userOf.get(accountId) ?? '' })),
    reasons: found.reasons as unknown as readonly Reason[],
  }
}

/** Never pairs these two (again), whatever round. */
export async function avoidPair(desk: Desk, programmeId: string, a: string, b: string): Promise<void> {
  await desk.prisma.pastPair.upsert({
    where: { programmeId_hash: { programmeId, hash: pairHash(desk.secret, a, b) } },
    create: {
      programmeId,
      hash: pairHash(desk.secret, a, b),
      kind: 'avoid',
      at: new Date(desk.clock.now()),
    },
    update: { kind: 'avoid' },
  })
}
