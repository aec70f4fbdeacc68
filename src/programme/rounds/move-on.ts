import { UNDER_WAY, UNKNOWN_KIND } from '../../outbox/effect.ts'
import type { Desk } from '../desk.ts'
import { type Attempt, plainly } from '../each.ts'

/**
 * How long a round waits for any one thing, ms. What is still not done by then (its workspace is halted, its platform
 * not connected, each try put off) may be done later, and holds nothing.
 */
export const STANDS_STILL_MS = 24 * 3_600_000

/** Moves on the rounds whose publication or ending has nothing under way any more that they wait for. */
export async function moveRoundsOn(desk: Desk, attempt: Attempt = plainly): Promise<void> {
  const rounds = await desk.prisma.round.findMany({
    where: { state: { in: ['publishing', 'closing'] } },
    select: { id: true, programmeId: true, state: true },
  })
  for (const { id, programmeId, state } of rounds) {
    await attempt({ programmeId, kind: 'round', subject: id }, async () => {
      if (await isWaitedFor(desk, id)) return
      await desk.prisma.round.updateMany({
        where: { id, state },
        data: { state: state === 'publishing' ? 'running' : 'closed' },
      })
    })
  }
}

/**
 * Whether anything that a round waits for is under way: not what failed, what this version does not know, what is
 * of a workspace that the bot was removed from or that has been halted for a day, and what was wanted a day ago,
 * whatever has become of it since.
 */
async function isWaitedFor({ prisma, wall }: Desk, roundId: string): Promise<boolean> {
  const dayAgo = new Date(wall() - STANDS_STILL_MS)
  const found = await prisma.effect.findFirst({
    where: {
      roundId,
      state: { in: UNDER_WAY },
      createdAt: { gte: dayAgo },
      OR: [{ error: null }, { error: { not: UNKNOWN_KIND } }],
      workspace: { installation: { gone: null }, OR: [{ haltedAt: null }, { haltedAt: { gte: dayAgo } }] },
    },
    select: { id: true },
  })
  return found !== null
}
