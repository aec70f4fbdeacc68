import type { Programme, Round } from '../../database/generated/client.ts'
import { recordEffects } from '../../outbox/record.ts'
import type { Desk } from '../desk.ts'
import { stepOf } from '../spaces/spaces.ts'
import { announcing } from './announcing.ts'
import { moveOn, roundIn } from './current.ts'

/** Ends the running round: a farewell in every partnership, whose space becomes read-only, and thanks to all. */
export async function endRound(desk: Desk, programme: Programme): Promise<Round> {
  const round = await roundIn(desk, programme.id, 'running')
  const now = new Date(desk.clock.now())
  await desk.prisma.$transaction(async (tx) => {
    await moveOn(tx, round, 'closing', { endedAt: now })
    const spaces = await tx.space.findMany({
      where: { ref: { not: null }, partnership: { roundId: round.id, endedAt: null } },
      include: { partnership: { select: { programmeId: true, roundId: true } } },
    })
    await tx.partnership.updateMany({ where: { roundId: round.id, endedAt: null }, data: { endedAt: now } })
    const workspaces = await tx.workspace.findMany({ where: { programmeId: programme.id } })
    await recordEffects(
      tx,
      [
        ...spaces.map((space) => stepOf(space, 'farewell')),
        ...workspaces.map((workspace) => announcing(round, workspace, 'end')),
      ],
      desk.wall(),
    )
  })
  return { ...round, state: 'closing', endedAt: now }
}
