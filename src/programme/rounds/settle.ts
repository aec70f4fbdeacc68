import { UNDER_WAY } from '../../outbox/effect.ts'
import type { Desk } from '../desk.ts'

/** What is done for the programme as a whole, whatever its round does. */
const NOT_OF_A_ROUND = ['channel', 'channel-access', 'organiser-access']

/** Moves on the rounds whose publication or ending has nothing under way any more. */
export async function settleRounds(desk: Desk): Promise<void> {
  const rounds = await desk.prisma.round.findMany({
    where: { state: { in: ['publishing', 'closing'] } },
    select: { id: true, programmeId: true, state: true },
  })
  for (const round of rounds) {
    const underWay = await desk.prisma.effect.count({
      where: {
        programmeId: round.programmeId,
        state: { in: UNDER_WAY },
        kind: { notIn: NOT_OF_A_ROUND },
      },
    })
    if (underWay > 0) continue
    await desk.prisma.round.updateMany({
      where: { id: round.id, state: round.state },
      data: { state: round.state === 'publishing' ? 'running' : 'closed' },
    })
  }
}
