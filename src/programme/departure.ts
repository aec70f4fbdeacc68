import type { Desk } from './desk.ts'
import { leaveRound } from './enrolment.ts'

/**
 * Somebody is no longer in a workspace. Where they take part with that account, they leave the round as if
 * they had said so: nobody is matched with somebody who is gone, and who was is told. Twice changes nothing.
 */
export async function departFrom(desk: Desk, workspaceId: string, user: string): Promise<void> {
  const { prisma } = desk
  const account = await prisma.account.findUnique({
    where: { workspaceId_externalId: { workspaceId, externalId: user } },
    include: { person: true },
  })
  if (!account) return
  await prisma.account.updateMany({
    where: { id: account.id, leftAt: null },
    data: { leftAt: new Date(desk.clock.now()) },
  })
  const elsewhere = await prisma.account.count({ where: { personId: account.personId, leftAt: null } })
  const takesPart = await prisma.enrolment.count({
    where: { accountId: account.id, state: { not: 'withdrawn' }, round: { state: { not: 'closed' } } },
  })
  if (takesPart > 0 || elsewhere === 0) await leaveRound(desk, account.person)
}
