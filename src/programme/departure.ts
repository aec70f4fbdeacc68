import { transaction } from '../database/transaction.ts'
import type { Desk } from './desk.ts'
import { leaveIn } from './leaving.ts'
import { lockRoundIfAny } from './rounds/lock.ts'

/**
 * Somebody is no longer in a workspace. Where they take part with that account, they leave the round as if
 * they had said so: nobody is matched with somebody who is gone, and who was is told. Twice changes nothing.
 */
export async function departFrom(desk: Desk, workspaceId: string, user: string): Promise<void> {
  const account = await desk.prisma.account.findUnique({
    where: { workspaceId_externalId: { workspaceId, externalId: user } },
  })
  if (!account) return
  const { id, personId, programmeId } = account
  await transaction(desk.prisma, async (tx) => {
    await lockRoundIfAny(tx, { programmeId })
    await tx.account.updateMany({
      where: { id, leftAt: null },
      data: { leftAt: new Date(desk.clock.now()) },
    })
    const elsewhere = await tx.account.count({ where: { personId, leftAt: null } })
    const takesPart = await tx.enrolment.count({
      where: { accountId: id, state: { not: 'withdrawn' }, round: { state: { not: 'closed' } } },
    })
    if (takesPart > 0 || elsewhere === 0) await leaveIn(tx, desk, { id: personId, programmeId })
  })
}
