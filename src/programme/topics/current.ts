import type { ForumPost, RoundTopic, Topic } from '../../database/generated/client.ts'
import { dayOf } from '../calendar/cadence.ts'
import type { Desk } from '../desk.ts'
import { Problem } from '../problem.ts'
import { roundIn } from '../rounds/current.ts'

export interface CurrentTopic {
  readonly topic: Topic
  /** ISO 8601, in the programme's zone. */
  readonly date: string
  /** Where it is discussed in the workspace, once it is open there. */
  readonly forumPost: ForumPost | undefined
}

/** The topic that is being talked about now: the last one that was issued in the current round. */
export async function currentTopic(
  desk: Desk,
  programmeId: string,
  workspaceId: string,
): Promise<CurrentTopic | undefined> {
  const issued = await desk.prisma.roundTopic.findFirst({
    where: {
      round: { programmeId, state: { in: ['publishing', 'running', 'closing'] } },
      issuedAt: { not: null },
    },
    orderBy: { index: 'desc' },
    include: { topic: true, forumPosts: { where: { workspaceId } } },
  })
  if (!issued) return undefined
  return { topic: issued.topic, date: dayOf(issued.date), forumPost: issued.forumPosts[0] }
}

/** The day of the topic that comes next (ISO 8601, in the programme's zone); undefined where none will. */
export async function nextDay({ prisma }: Desk, programmeId: string): Promise<string | undefined> {
  const next = await prisma.roundTopic.findFirst({
    where: { round: { programmeId, state: 'running', endedAt: null }, issuedAt: null },
    orderBy: { index: 'asc' },
    select: { date: true },
  })
  return next ? dayOf(next.date) : undefined
}

/** All topics of a programme, in their order. */
export function listTopics(desk: Desk, programmeId: string): Promise<Topic[]> {
  return desk.prisma.topic.findMany({ where: { programmeId }, orderBy: { position: 'asc' } })
}

/**
 * The next topic of the running round, whose day has not come.
 *
 * @throws Problem `no-topic` where there is none
 */
export async function nextTopic(desk: Desk, programmeId: string): Promise<RoundTopic & { topic: Topic }> {
  const round = await roundIn(desk, programmeId, 'running')
  const next = await desk.prisma.roundTopic.findFirst({
    where: { roundId: round.id, issuedAt: null },
    orderBy: { index: 'asc' },
    include: { topic: true },
  })
  if (!next) throw new Problem('no-topic')
  return next
}
