import type { Round } from '../../database/generated/client.ts'
import type { Unmatched } from '../../matching/result.ts'
import type { EffectWanted, Tx } from '../../outbox/effect.ts'
import { newsFor } from '../private-news.ts'
import { WHY_NOT } from './why-not.ts'

/** Nobody is left out without being told why: those without a partner hear of it in private. */
export async function tellTheRest(
  tx: Tx,
  round: Round,
  unmatched: readonly Unmatched[],
  now: Date,
): Promise<EffectWanted[]> {
  for (const why of new Set(unmatched.map((one) => one.why))) {
    const personIds = unmatched.filter((one) => one.why === why).map(({ id }) => id)
    await tx.enrolment.updateMany({
      where: { roundId: round.id, personId: { in: personIds } },
      data: { state: 'unmatched', why: WHY_NOT[why], changedAt: now },
    })
  }
  const left = await tx.enrolment.findMany({
    where: { roundId: round.id, state: { in: ['unmatched', 'waitlisted'] } },
    select: { personId: true, account: { select: { id: true, workspaceId: true } } },
  })
  await tx.person.updateMany({
    where: { id: { in: left.map(({ personId }) => personId) } },
    data: { waited: { increment: 1 } },
  })
  const accounts = left.map(({ account }) => account)
  return newsFor(round, 'place', accounts)
}
