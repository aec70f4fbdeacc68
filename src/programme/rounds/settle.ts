import type { Round } from '../../database/generated/client.ts'
import { UNDER_WAY } from '../../outbox/effect.ts'
import type { Desk } from '../desk.ts'
import { type Attempt, plainly } from '../each.ts'

/** What is done for the programme as a whole, whatever its round does. */
const NOT_OF_A_ROUND = ['channel', 'channel-access', 'organiser-access']

/** Moves on the rounds whose publication or ending has nothing under way any more. */
export async function settleRounds(desk: Desk, attempt: Attempt = plainly): Promise<void> {
  const rounds = await desk.prisma.round.findMany({
    where: { state: { in: ['publishing', 'closing'] } },
    select: { id: true, programmeId: true, state: true },
  })
  for (const round of rounds) {
    const { programmeId, id: subject } = round
    await attempt({ programmeId, kind: 'round', subject }, () => settle(desk, round))
  }
}

async function settle(
  { prisma }: Desk,
  { id, programmeId, state }: Pick<Round, 'id' | 'programmeId' | 'state'>,
): Promise<void> {
  const underWay = await prisma.effect.count({
    where: { programmeId, state: { in: UNDER_WAY }, kind: { notIn: NOT_OF_A_ROUND } },
  })
  if (underWay > 0) return
  await prisma.round.updateMany({
    where: { id, state },
    data: { state: state === 'publishing' ? 'running' : 'closed' },
  })
}
