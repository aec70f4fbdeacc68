import type { Round } from '../../database/generated/client.ts'
import type { Tx } from '../../outbox/effect.ts'
import type { Desk } from '../desk.ts'

/**
 * Lets go of what a round still had to say and has not begun: called before its ending records what is said instead.
 * What is under way comes to its end, or finds that it is too late when it is tried again.
 *
 * @returns how much that is
 */
export async function dropOvertaken(
  tx: Tx,
  { letGoWithRound, wall }: Desk,
  roundId: string,
): Promise<number> {
  const { count } = await tx.effect.updateMany({
    where: { roundId, kind: { in: [...letGoWithRound] }, state: { in: ['ready', 'failed'] } },
    data: { state: 'dropped', doneAt: new Date(wall()) },
  })
  return count
}

/** Whether a round has come to its end, so that nothing but its farewells is to be said of it. */
export function isOver({ endedAt }: Pick<Round, 'endedAt'>): boolean {
  return endedAt !== null
}
