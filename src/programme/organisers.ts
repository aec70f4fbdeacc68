import type { Account, Workspace } from '../database/generated/client.ts'
import { transaction } from '../database/transaction.ts'
import type { EffectWanted, Tx } from '../outbox/effect.ts'
import { recordEffects } from '../outbox/record.ts'
import { type Actor, audit } from './audit.ts'
import type { Desk } from './desk.ts'
import { tellOrganisers } from './notices.ts'
import { organiserNames } from './people.ts'
import { Problem } from './problem.ts'

/** Somebody who may do everything, and where they are: nowhere any more, where they have left. */
export interface OrganiserSeen {
  readonly personId: string
  readonly name: string
  readonly present: boolean
}

/** Who can act: an account that has not left, in a workspace where the bot is. */
const PRESENT = {
  leftAt: null,
  workspace: { disconnectedAt: null, installation: { gone: null } },
} as const

/** All organisers of a programme, the longest first. */
export async function organisersOf({ prisma }: Desk, programmeId: string): Promise<OrganiserSeen[]> {
  const rows = await prisma.organiser.findMany({
    where: { programmeId },
    include: { person: { select: { name: true, accounts: { where: PRESENT, select: { id: true } } } } },
    orderBy: [{ since: 'asc' }, { personId: 'asc' }],
  })
  return rows.map(({ personId, person: { name, accounts } }) => {
    return { personId, name, present: accounts.length > 0 }
  })
}

/** Whether nobody who is still a member anywhere organises a programme. */
export async function isLeaderless(
  { prisma }: { readonly prisma: Tx | Desk['prisma'] },
  programmeId: string,
): Promise<boolean> {
  return (await present(prisma, programmeId, {})) === 0
}

function present(prisma: Tx | Desk['prisma'], programmeId: string, personId: object): Promise<number> {
  return prisma.organiser.count({
    where: { programmeId, ...personId, person: { accounts: { some: PRESENT } } },
  })
}

/** Makes somebody an organiser, who then also sees the organisers' channels of where they are. */
export async function addOrganiser(desk: Desk, by: Actor, personId: string): Promise<void> {
  await inOrder(desk, by.programmeId, async (tx) => {
    await makeOrganiser(tx, desk, by.programmeId, personId)
    await audit(tx, desk, by, 'organiser-added', [personId])
  })
}

/**
 * Takes an organiser's rights away, and them out of the organisers' channels; the other organisers hear of it. The last
 * one who is still there keeps them.
 *
 * @throws Problem `not-an-organiser`, `last-organiser`
 */
export async function removeOrganiser(
  desk: Desk,
  by: Actor,
  { id: personId, name }: { readonly id: string; readonly name: string },
): Promise<void> {
  const { programmeId } = by
  await inOrder(desk, programmeId, async (tx) => {
    const { count } = await tx.organiser.deleteMany({ where: { programmeId, personId } })
    if (count === 0) throw new Problem('not-an-organiser', { name })
    if ((await present(tx, programmeId, {})) === 0) throw new Problem('last-organiser')
    const at = String(desk.clock.now())
    const accounts = await tx.account.findMany({
      where: { personId, workspace: { disconnectedAt: null } },
      distinct: ['workspaceId'],
    })
    await recordInLine(tx, desk, accounts, 'organiser-out', at)
    await audit(tx, desk, by, 'organiser-removed', [personId])
    await tellOrganisers(tx, desk, programmeId, {
      what: 'organiser-removed',
      about: personId,
      occasion: at,
    })
  })
}

/**
 * Somebody who manages a workspace becomes the organiser of a programme that has none who is still there.
 *
 * @throws Problem `organisers-there`
 */
export async function takeOver(desk: Desk, account: Account): Promise<void> {
  const { programmeId, personId } = account
  await inOrder(desk, programmeId, async (tx) => {
    if (!(await isLeaderless({ prisma: tx }, programmeId))) {
      const names = await organiserNames({ ...desk, prisma: tx as Desk['prisma'] }, programmeId)
      throw new Problem('organisers-there', { organisers: names.join(', ') })
    }
    await makeOrganiser(tx, desk, programmeId, personId)
    await audit(tx, desk, account, 'organiser-took-over', [personId])
    await tellOrganisers(tx, desk, programmeId, {
      what: 'organiser-took-over',
      about: personId,
      occasion: String(desk.clock.now()),
    })
  })
}

/** Records that all who organise a programme are to be in the organisers' channel of a workspace. */
export async function accessOfOrganisers(tx: Tx, desk: Desk, workspace: Workspace): Promise<void> {
  const { id: workspaceId, programmeId } = workspace
  const accounts = await tx.account.findMany({
    where: { workspaceId, leftAt: null, person: { organiser: { some: { programmeId } } } },
    distinct: ['personId'],
  })
  await recordInLine(tx, desk, accounts, 'organiser-access', String(desk.wall()))
}

/** One change of a programme's organisers at a time, so that two at once cannot leave it with nobody. */
function inOrder<T>(desk: Desk, programmeId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(desk.prisma, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Programme" WHERE "id" = ${programmeId} FOR UPDATE`
    return work(tx)
  })
}

async function makeOrganiser(tx: Tx, desk: Desk, programmeId: string, personId: string): Promise<void> {
  const since = new Date(desk.clock.now())
  await tx.organiser.createMany({ data: [{ programmeId, personId, since }], skipDuplicates: true })
  const accounts = await tx.account.findMany({
    where: { personId, leftAt: null, workspace: { disconnectedAt: null } },
    distinct: ['workspaceId'],
  })
  await recordInLine(tx, desk, accounts, 'organiser-access', String(since.getTime()))
}

/** Letting in and taking out of one person in one workspace come one after the other. */
async function recordInLine(
  tx: Tx,
  desk: Desk,
  accounts: readonly Pick<Account, 'personId' | 'programmeId' | 'workspaceId'>[],
  kind: 'organiser-access' | 'organiser-out',
  occasion: string,
): Promise<void> {
  const wanted: EffectWanted[] = []
  for (const { personId, programmeId, workspaceId } of accounts) {
    const line = `organiser:${workspaceId}:${personId}`
    const last = await tx.effect.aggregate({ where: { line }, _max: { place: true } })
    const place = (last._max.place ?? -1) + 1
    const key = `${workspaceId}:${personId}:${occasion}`
    wanted.push({ programmeId, workspaceId, kind, key, payload: { personId }, inLine: { line, place } })
  }
  await recordEffects(tx, wanted, desk.wall())
}
