import type { Programme, Round } from '../../database/generated/client.ts'
import { recordEffects } from '../../outbox/record.ts'
import type { Desk } from '../desk.ts'
import { moveOn, roundIn } from './current.ts'

/** Ends the running round: a farewell in every partnership, whose space becomes read-only, and thanks to all. */
export async function endRound(desk: Desk, programme: Programme): Promise<Round> {
  const round = await roundIn(desk, programme.id, 'running')
  const now = new Date(desk.clock.now())
  await desk.prisma.$transaction(async (tx) => {
    await moveOn(tx, round, 'closing', { endedAt: now })
    const partnerships = await tx.partnership.findMany({ where: { roundId: round.id, endedAt: null } })
    await tx.partnership.updateMany({ where: { roundId: round.id, endedAt: null }, data: { endedAt: now } })
    const workspaces = await tx.workspace.findMany({ where: { programmeId: programme.id } })
    await recordEffects(
      tx,
      [
        ...partnerships
          .filter(({ spaceRef }) => spaceRef !== null)
          .map(({ id, workspaceId }) => ({
            programmeId: programme.id,
            workspaceId,
            kind: 'farewell',
            key: id,
            payload: { partnershipId: id },
          })),
        ...workspaces.map(({ id }) => ({
          programmeId: programme.id,
          workspaceId: id,
          kind: 'announcement',
          key: `end:${round.id}:${id}`,
          payload: { what: 'end', roundId: round.id },
        })),
      ],
      desk.wall(),
    )
  })
  return { ...round, state: 'closing', endedAt: now }
}
