import type { Round } from '../../src/database/generated/client.ts'
import { UNDER_WAY } from '../../src/outbox/effect.ts'
import type { Desk } from '../../src/programme/desk.ts'
import { currentRound } from '../../src/programme/rounds/current.ts'

const DAY = 24 * 3_600_000

/** A round that is being published or comes to its end, and whether it has to wait for anything. */
export interface Moving {
  readonly round: Round
  readonly waits: boolean
  /** Whether anything of it is under way, waited for or not. */
  readonly underWay: boolean
}

/**
 * The round that goes on by itself, where there is one. It waits for what is under way, was wanted less than a day ago,
 * and belongs to a workspace that is neither gone nor halted for a day.
 */
export async function movingRound(desk: Desk, programmeId: string): Promise<Moving | undefined> {
  const round = await currentRound(desk, programmeId)
  if (round?.state !== 'publishing' && round?.state !== 'closing') return undefined
  const effects = await desk.prisma.effect.findMany({
    where: { roundId: round.id, state: { in: UNDER_WAY } },
    include: { workspace: { include: { installation: true } } },
  })
  const recent = (at: Date | null) => at === null || at.getTime() >= desk.wall() - DAY
  const waits = effects.some(
    ({ createdAt, workspace: { haltedAt, installation } }) =>
      recent(createdAt) && recent(haltedAt) && installation.gone === null,
  )
  return { round, waits, underWay: effects.length > 0 }
}
