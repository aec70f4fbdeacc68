import type { Round } from '../../database/generated/client.ts'
import type { KindName, Tx } from '../../outbox/effect.ts'

/** What would come too late once a round is over: its farewells, and word to whoever was left alone, still go out. */
const TOO_LATE = [
  'space',
  'introduction',
  'prompt',
  'forum-post',
  'announcement',
] as const satisfies KindName[]

/**
 * Lets go of what a round still had to say and has not begun: called before its ending records what is said instead.
 * What is under way comes to its end, or finds that it is too late when it is tried again.
 *
 * @param wall epoch ms
 * @returns how much that is
 */
export async function dropOvertaken(tx: Tx, roundId: string, wall: number): Promise<number> {
  const { count } = await tx.effect.updateMany({
    where: { roundId, kind: { in: [...TOO_LATE] }, state: { in: ['ready', 'failed'] } },
    data: { state: 'dropped', doneAt: new Date(wall) },
  })
  return count
}

/** Whether a round has come to its end, so that nothing but its farewells is to be said of it. */
export function isOver({ endedAt }: Pick<Round, 'endedAt'>): boolean {
  return endedAt !== null
}
