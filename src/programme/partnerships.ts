import type {
  Account,
  Membership,
  Partnership,
  Person,
  Round,
  Space,
  Workspace,
} from '../database/generated/client.ts'
import type { Reason } from '../matching/result.ts'
import type { Desk } from './desk.ts'

export interface PartnershipMember {
  readonly person: Person
  /** With which they take part. */
  readonly account: Account
}

/** A partnership with all that is said of it. */
export interface PartnershipView {
  readonly partnership: Partnership
  readonly round: Round
  /** Those who have not left. */
  readonly members: readonly PartnershipMember[]
  readonly reasons: readonly Reason[]
  readonly spaces: readonly (Space & { readonly workspace: Workspace })[]
}

type Loaded = Partnership & {
  round: Round
  spaces: (Space & { workspace: Workspace })[]
  members: (Membership & { person: Person; account: Account })[]
}

const WITH = {
  round: true,
  spaces: { include: { workspace: true }, orderBy: { id: 'asc' } },
  members: { where: { leftAt: null }, include: { person: true, account: true } },
} as const

export async function loadPartnership(desk: Desk, id: string): Promise<PartnershipView | undefined> {
  const found = await desk.prisma.partnership.findUnique({ where: { id }, include: WITH })
  return found ? view(found) : undefined
}

/** The partnership that somebody is in now. */
export async function partnershipOf(desk: Desk, personId: string): Promise<PartnershipView | undefined> {
  const found = await desk.prisma.partnership.findFirst({
    where: { endedAt: null, members: { some: { personId, leftAt: null } } },
    orderBy: { createdAt: 'desc' },
    include: WITH,
  })
  return found ? view(found) : undefined
}

function view({ round, members, spaces, ...partnership }: Loaded): PartnershipView {
  const reasons = partnership.reasons as unknown as readonly Reason[]
  return { partnership, round, spaces, members, reasons }
}
