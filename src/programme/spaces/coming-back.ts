import type { Account } from '../../database/generated/client.ts'
import { transaction } from '../../database/transaction.ts'
import { UNDER_WAY } from '../../outbox/effect.ts'
import { recordEffects } from '../../outbox/record.ts'
import type { Desk } from '../desk.ts'
import { Problem } from '../problem.ts'
import { inSpace } from './lines.ts'

/** Of a partnership that is not over, whose member this account is: where its open space is, else nothing. */
export async function mayComeBack(
  { prisma }: Desk,
  spaceId: string,
  accountId: string,
): Promise<string | undefined> {
  const space = await prisma.space.findFirst({
    where: {
      id: spaceId,
      ref: { not: null },
      closedAt: null,
      workspace: { disconnectedAt: null, accounts: { some: { id: accountId, leftAt: null } } },
      partnership: { endedAt: null, members: { some: { accountId, leftAt: null } } },
    },
  })
  return space?.ref ?? undefined
}

/**
 * Records that a partner is let into their open space again.
 *
 * @throws Problem `stale` where it is not theirs, or not open (any more)
 */
export async function comeBack(
  desk: Desk,
  { id: accountId, programmeId, workspaceId }: Account,
  spaceId: string,
): Promise<void> {
  if ((await mayComeBack(desk, spaceId, accountId)) === undefined) throw new Problem('stale')
  const wishes = `${spaceId}:${accountId}:`
  await transaction(desk.prisma, async (tx) => {
    const underWay = { kind: 'space-access', key: { startsWith: wishes }, state: { in: UNDER_WAY } }
    // Whoever is impatient presses again.
    if ((await tx.effect.count({ where: { programmeId, ...underWay } })) > 0) return
    const key = `${wishes}${desk.wall()}`
    const payload = { spaceId, accountId }
    const inLine = inSpace(spaceId, 'space-access')
    await recordEffects(
      tx,
      [{ programmeId, workspaceId, kind: 'space-access', key, payload, inLine }],
      desk.wall(),
    )
  })
}
