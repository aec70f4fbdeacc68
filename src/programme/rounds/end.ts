import type { Programme, Round } from '../../database/generated/client.ts'
import { transaction } from '../../database/transaction.ts'
import { recordEffects } from '../../outbox/record.ts'
import { type Actor, audit } from '../audit.ts'
import type { Desk } from '../desk.ts'
import { Problem } from '../problem.ts'
import { stepOf } from '../spaces/spaces.ts'
import { connectedIn } from '../workspaces.ts'
import { announcing } from './announcing.ts'
import { lockRound } from './lock.ts'

/**
 * Ends the running round: a farewell in every partnership, whose space becomes read-only, and thanks to all. It is
 * closed once all of that is out.
 *
 * @param asked the round that was asked about, where it was: `stale` is thrown where it is not this one any more
 */
export async function endRound(desk: Desk, programme: Programme, by: Actor, asked?: string): Promise<Round> {
  const now = new Date(desk.clock.now())
  return transaction(desk.prisma, async (tx) => {
    const { id } = await lockRound(tx, { programmeId: programme.id }, 'running')
    if (asked !== undefined && asked !== id) throw new Problem('stale')
    const round = await tx.round.update({ where: { id }, data: { state: 'closing', endedAt: now } })
    const spaces = await tx.space.findMany({
      where: { ref: { not: null }, partnership: { roundId: id, endedAt: null } },
      include: { partnership: { select: { programmeId: true, roundId: true } } },
    })
    await tx.partnership.updateMany({ where: { roundId: id, endedAt: null }, data: { endedAt: now } })
    const workspaces = await tx.workspace.findMany({ where: connectedIn(programme.id) })
    await recordEffects(
      tx,
      [
        ...spaces.map((space) => stepOf(space, 'farewell')),
        ...workspaces.map((workspace) => announcing(round, workspace, 'end')),
      ],
      desk.wall(),
    )
    await audit(tx, desk, by, 'round-ended', [id])
    return round
  })
}
