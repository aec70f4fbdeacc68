import { oneAtATime } from '../../database/one-at-a-time.ts'
import { transaction } from '../../database/transaction.ts'
import type { Tx } from '../../outbox/effect.ts'
import { recordEffects } from '../../outbox/record.ts'
import type { Desk } from '../desk.ts'
import { type Attempt, plainly } from '../each.ts'
import { lockRoundIfAny } from '../rounds/lock.ts'
import { isOver } from '../rounds/overtaken.ts'
import { forumPostWanted, promptWanted } from './deliveries.ts'

/** How many deliveries one transaction records. */
const AT_ONCE = 500

/** Nothing comes after a round's farewell. */
const NOT_OVER = { round: { endedAt: null } }

const promptsDue = (now: Date) => ({
  recordedAt: null,
  dueAt: { lte: now },
  roundTopic: NOT_OVER,
  partnership: { spaces: { some: { ref: { not: null } } }, endedAt: null },
})
const forumPostsDue = (now: Date) => ({
  recordedAt: null,
  dueAt: { lte: now },
  roundTopic: NOT_OVER,
  workspace: { forumRef: { not: null } },
})

/**
 * What is due of an earlier topic of the round. Where its space or its forum came to be there after that topic was
 * gone through, nothing of a later one is recorded before the next turn does both.
 */
const dueBefore = ({ roundId, index }: DueTopic, now: Date) => ({
  recordedAt: null,
  dueAt: { lte: now },
  roundTopic: { roundId, index: { lt: index } },
})

interface DueTopic {
  readonly id: string
  readonly roundId: string
  /** Zero-based, in its round. */
  readonly index: number
}

/** Records the deliveries whose moment has come, a topic after the other. One that was missed is caught up. */
export async function recordDueDeliveries(
  desk: Desk,
  now: number,
  attempt: Attempt = plainly,
): Promise<void> {
  for (const { round, ...topic } of await topicsToDeliver(desk, new Date(now))) {
    await attempt({ ...round, kind: 'deliveries', subject: topic.id }, () =>
      recordDeliveriesOf(desk, topic, new Date(now)),
    )
  }
}

/** The topics of all rounds of which something is due, by the index on (recordedAt, dueAt). */
async function topicsToDeliver({ prisma }: Desk, now: Date) {
  const by = ['roundTopicId'] as const
  const prompts = await prisma.prompt.groupBy({ by: [...by], where: promptsDue(now) })
  const posts = await prisma.forumPost.groupBy({ by: [...by], where: forumPostsDue(now) })
  const ids = new Set([...prompts, ...posts].map(({ roundTopicId }) => roundTopicId))
  if (ids.size === 0) return []
  return prisma.roundTopic.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, roundId: true, index: true, round: { select: { programmeId: true } } },
    orderBy: [{ roundId: 'asc' }, { index: 'asc' }],
  })
}

async function recordDeliveriesOf(desk: Desk, topic: DueTopic, now: Date): Promise<void> {
  const { roundId } = topic
  for (;;) {
    const some = await transaction(desk.prisma, async (tx) => {
      await oneAtATime(tx, 'due')
      // It may be ended at this very moment: either before this, or once these are recorded, and let go of.
      const round = await lockRoundIfAny(tx, { roundId })
      if (!round || isOver(round)) return 0
      return (await recordPrompts(tx, desk, topic, now)) + (await recordForumPosts(tx, desk, topic, now))
    })
    if (some < AT_ONCE) return
  }
}

async function recordPrompts(tx: Tx, desk: Desk, topic: DueTopic, now: Date): Promise<number> {
  const roundTopicId = topic.id
  const { partnership, ...mine } = promptsDue(now)
  const due = await tx.prompt.findMany({
    where: {
      roundTopicId,
      ...mine,
      partnership: { ...partnership, prompts: { none: dueBefore(topic, now) } },
    },
    include: { partnership: { select: { programmeId: true, spaces: true } }, roundTopic: true },
    orderBy: { dueAt: 'asc' },
    take: AT_ONCE,
  })
  await tx.prompt.updateMany({
    where: { roundTopicId, partnershipId: { in: due.map(({ partnershipId }) => partnershipId) } },
    data: { recordedAt: now },
  })
  const wanted = due.flatMap(({ roundTopic, partnership: { programmeId, spaces } }) =>
    spaces.map((space) => promptWanted(roundTopic, { ...space, programmeId })),
  )
  await recordEffects(tx, wanted, desk.wall())
  return due.length
}

async function recordForumPosts(tx: Tx, desk: Desk, topic: DueTopic, now: Date): Promise<number> {
  const roundTopicId = topic.id
  const { workspace, ...mine } = forumPostsDue(now)
  const due = await tx.forumPost.findMany({
    where: {
      roundTopicId,
      ...mine,
      workspace: { ...workspace, forumPosts: { none: dueBefore(topic, now) } },
    },
    include: { roundTopic: { include: { round: true } } },
    orderBy: { dueAt: 'asc' },
    take: AT_ONCE,
  })
  await tx.forumPost.updateMany({
    where: { roundTopicId, workspaceId: { in: due.map(({ workspaceId }) => workspaceId) } },
    data: { recordedAt: now },
  })
  const wanted = due.map(({ roundTopic: { round, ...topic }, workspaceId }) =>
    forumPostWanted(topic, round, workspaceId),
  )
  await recordEffects(tx, wanted, desk.wall())
  return due.length
}
