import type { Round } from '../../database/generated/client.ts'
import type { EffectWanted, Tx } from '../../outbox/effect.ts'
import { newsFor } from '../private-news.ts'

/**
 * Those who asked to be told when a round opens: what tells them that this one has. They are not asked for again.
 *
 * @param again when it was opened, where that is not for the first time: who heard of it then hears of it once more
 */
export async function tellTheInterested(
  tx: Tx,
  round: Round,
  again?: Date,
): Promise<{ told: number; effects: EffectWanted[] }> {
  const interested = await tx.interest.findMany({
    where: { programmeId: round.programmeId },
    include: { person: { include: { accounts: { where: { leftAt: null } } } } },
  })
  await tx.interest.deleteMany({ where: { personId: { in: interested.map(({ personId }) => personId) } } })
  const accounts = interested.flatMap(({ person }) => person.accounts)
  return { told: interested.length, effects: newsFor(round, 'open', accounts, again) }
}
