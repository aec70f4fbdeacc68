import type { Round, RoundTopic, Topic } from '../../database/generated/client.ts'
import type { Tx } from '../../outbox/effect.ts'
import { asDay, topicDates } from '../calendar/cadence.ts'
import { firstMomentOf } from '../calendar/daytime.ts'
import { newId } from '../identifier.ts'

/**
 * Gives a round its topics and their days.
 *
 * @param firstDay ISO 8601 date of the first topic
 * @returns the first, which is issued with the publication itself
 */
export async function planTopics(tx: Tx, round: Round, firstDay: string, now: Date): Promise<RoundTopic> {
  const topics = await tx.topic.findMany({
    where: { programmeId: round.programmeId },
    orderBy: { position: 'asc' },
  })
  const { programmeId, number } = round
  // One that was called off had no topics.
  const before = await tx.round.count({ where: { programmeId, number: { lt: number }, calledOffAt: null } })
  const chosen = topicsForRound(topics, before + 1, round.topicsPerRound)
  const days = topicDates(firstDay, round.cadence, chosen.length)
  const rows = chosen.map((topic, index) => {
    const date = days[index] ?? firstDay
    return {
      id: newId(),
      programmeId: round.programmeId,
      roundId: round.id,
      topicId: topic.id,
      index,
      date: asDay(date),
      from: new Date(firstMomentOf(date)),
      issuedAt: index === 0 ? now : null,
    }
  })
  await tx.roundTopic.createMany({ data: rows })
  const [first] = rows
  if (!first) throw new Error('a programme without topics')
  return first
}

/**
 * The topics of the programme's `nth` round: always the first (getting to know each other), then the others in turn, so that
 * somebody who takes part in several rounds hears them all before one comes again.
 */
export function topicsForRound<T extends Pick<Topic, 'id'>>(
  topics: readonly T[],
  nth: number,
  count: number,
): T[] {
  const [first, ...others] = topics
  if (!first) return []
  const wanted = Math.min(count - 1, others.length)
  const start = others.length === 0 ? 0 : ((nth - 1) * wanted) % others.length
  const turned = [...others.slice(start), ...others.slice(0, start)]
  return [first, ...turned.slice(0, wanted)]
}
