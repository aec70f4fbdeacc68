import type { Programme, Round } from '../../database/generated/client.ts'
import { transaction } from '../../database/transaction.ts'
import { recordEffects } from '../../outbox/record.ts'
import { type Actor, audit } from '../audit.ts'
import type { Desk } from '../desk.ts'
import { connectedIn } from '../workspaces.ts'
import { announcing } from './announcing.ts'
import { requireAsked } from './current.ts'
import { farewellsOf } from './farewells.ts'
import { lockRound } from './lock.ts'
import { dropOvertaken } from './overtaken.ts'

/** The states of a round in which there are partners, and it has not ended. */
export const WITH_PARTNERS = ['publishing', 'running'] as const

/**
 * Ends a round that runs, or is still being published: a farewell in every partnership's space, which becomes read-only,
 * and thanks to all. It is closed once all of that is out. Nothing comes after a farewell: what was to come and has not
 * begun, spaces among it, is let go of.
 *
 * @param asked the round that was asked about, where it was: `stale` is thrown where it is not this one any more
 * @returns how much was let go of, too
 */
export async function endRound(
  desk: Desk,
  programme: Programme,
  by: Actor,
  asked?: string,
): Promise<{ round: Round; dropped: number }> {
  const now = new Date(desk.clock.now())
  return transaction(desk.prisma, async (tx) => {
    const current = await lockRound(tx, { programmeId: programme.id }, ...WITH_PARTNERS)
    requireAsked(current, asked)
    const { id } = current
    const round = await tx.round.update({ where: { id }, data: { state: 'closing', endedAt: now } })
    const farewells = await farewellsOf(tx, round)
    await tx.partnership.updateMany({ where: { roundId: id, endedAt: null }, data: { endedAt: now } })
    const dropped = await dropOvertaken(tx, desk, id)
    const workspaces = await tx.workspace.findMany({ where: connectedIn(programme.id) })
    await recordEffects(
      tx,
      [...farewells, ...workspaces.map((workspace) => announcing(round, workspace, 'end'))],
      desk.wall(),
    )
    await audit(tx, desk, by, 'round-ended', [id], { number: round.number, dropped })
    return { round, dropped }
  })
}
