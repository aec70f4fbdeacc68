import type { PrismaClient, RoundState } from '../../database/generated/client.ts'
import type { Tx } from '../../outbox/effect.ts'
import { dayOf } from '../calendar/cadence.ts'

/** The states of a round in which its topics come. */
export const TOPICS_COME: RoundState[] = ['publishing', 'running']

/** The day of a round's next topic, as `YYYY-MM-DD`; undefined where none is to come. */
export async function nextTopicDay(db: PrismaClient | Tx, roundId: string): Promise<string | undefined> {
  const next = await db.roundTopic.findFirst({
    where: { roundId, issuedAt: null, round: { state: { in: TOPICS_COME } } },
    orderBy: { index: 'asc' },
  })
  return next ? dayOf(next.date) : undefined
}
