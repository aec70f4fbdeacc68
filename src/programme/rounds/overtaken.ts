import type { Round } from '../../database/generated/client.ts'
import type { EffectKinds, KindName, Tx } from '../../outbox/effect.ts'

type KindOfRound = { [Kind in KindName]: EffectKinds[Kind]['ofRound'] extends true ? Kind : never }[KindName]

/** Whether it would come too late once a round is over: its farewells, and word to whoever was left alone, still go out. */
const TOO_LATE: Readonly<Record<KindOfRound, boolean>> = {
  space: true,
  introduction: true,
  prompt: true,
  'forum-post': true,
  announcement: true,
  'partner-left': false,
  'space-out': false,
  'private-news': false,
  farewell: false,
  'close-space': false,
}
const LATE = (Object.keys(TOO_LATE) as KindOfRound[]).filter((kind) => TOO_LATE[kind])

/**
 * Lets go of what a round still had to say and has not begun: called before its ending records what is said instead.
 * What is under way comes to its end, or finds that it is too late when it is tried again.
 *
 * @param wall epoch ms
 * @returns how much that is
 */
export async function dropOvertaken(tx: Tx, roundId: string, wall: number): Promise<number> {
  const { count } = await tx.effect.updateMany({
    where: { roundId, kind: { in: LATE }, state: { in: ['ready', 'failed'] } },
    data: { state: 'dropped', doneAt: new Date(wall) },
  })
  return count
}

/** Whether a round has come to its end, so that nothing but its farewells is to be said of it. */
export function isOver({ endedAt }: Pick<Round, 'endedAt'>): boolean {
  return endedAt !== null
}
