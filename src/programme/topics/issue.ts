import type { RoundState, RoundTopic } from '../../database/generated/client.ts'
import { oneAtATime } from '../../database/one-at-a-time.ts'
import { transaction } from '../../database/transaction.ts'
import type { Tx } from '../../outbox/effect.ts'
import { recordEffects } from '../../outbox/record.ts'
import { type Actor, audit } from '../audit.ts'
import { dayOf } from '../calendar/cadence.ts'
import { daytimesOf, morningOf } from '../calendar/daytime.ts'
import type { Desk } from '../desk.ts'
import { Problem } from '../problem.ts'
import { lockRound, lockRoundIfAny } from '../rounds/lock.ts'
import { forumPostWanted, promptWanted } from './deliveries.ts'

/** The states of a round in which it has topics. */
const BEGUN: RoundState[] = ['publishing', 'running']

/** How many deliveries one transaction records. */
const AT_ONCE = 500

/** Works out when each partnership and each forum gets the topics whose day is near. */
export async function issueTopics(desk: Desk, now: number): Promise<void> {
  const due = await desk.prisma.roundTopic.findMany({
    where: {
      from: { lte: new Date(now) },
      issuedAt: null,
      round: { state: { in: BEGUN } },
    },
    orderBy: { from: 'asc' },
  })
  for (const roundTopic of due) {
    await transaction(desk.prisma, async (tx) => {
      const round = await lockRoundIfAny(tx, roundTopic)
      if (round && BEGUN.includes(round.state)) await issue(tx, roundTopic, new Date(now))
    })
  }
}

async function issue(tx: Tx, roundTopic: RoundTopic, now: Date, at?: Date): Promise<void> {
  const { count } = await tx.roundTopic.updateMany({
    where: { id: roundTopic.id, issuedAt: null },
    data: { issuedAt: now },
  })
  if (count === 0) return
  const { programme } = await tx.round.findUniqueOrThrow({
    where: { id: roundTopic.roundId },
    select: { programme: { select: { id: true, zone: true } } },
  })
  const partnerships = await tx.partnership.findMany({
    where: { roundId: roundTopic.roundId, endedAt: null },
    select: {
      id: true,
      members: { where: { leftAt: null }, select: { person: { select: { zone: true } } } },
    },
  })
  const date = dayOf(roundTopic.date)
  const daytime = daytimesOf(date)
  await tx.prompt.createMany({
    data: partnerships
      .filter(({ members }) => members.length > 1)
      .map(({ id, members }) => {
        const zones = members.map(({ person }) => person.zone ?? programme.zone)
        return {
          programmeId: programme.id,
          roundTopicId: roundTopic.id,
          partnershipId: id,
          dueAt: at ?? new Date(daytime(zones)),
        }
      }),
    skipDuplicates: true,
  })
  const workspaces = await tx.workspace.findMany({
    where: { programmeId: programme.id },
    select: { id: true },
  })
  await tx.forumPost.createMany({
    data: workspaces.map(({ id }) => ({
      programmeId: programme.id,
      roundTopicId: roundTopic.id,
      workspaceId: id,
      dueAt: at ?? new Date(morningOf(date, programme.zone)),
    })),
    skipDuplicates: true,
  })
}

/** Records the deliveries whose moment has come. One that was missed is caught up. */
export async function recordDueDeliveries(desk: Desk, now: number): Promise<number> {
  let recorded = 0
  for (;;) {
    const some = await transaction(desk.prisma, async (tx) => {
      await oneAtATime(tx, 'due')
      return (
        (await recordPrompts(tx, desk, new Date(now))) + (await recordForumPosts(tx, desk, new Date(now)))
      )
    })
    recorded += some
    if (some < AT_ONCE) return recorded
  }
}

async function recordPrompts(tx: Tx, desk: Desk, now: Date): Promise<number> {
  const due = await tx.prompt.findMany({
    where: {
      recordedAt: null,
      dueAt: { lte: now },
      partnership: { spaces: { some: { ref: { not: null } } }, endedAt: null },
    },
    include: { partnership: { select: { programmeId: true, spaces: true } }, roundTopic: true },
    orderBy: [{ dueAt: 'asc' }, { roundTopic: { index: 'asc' } }],
    take: AT_ONCE,
  })
  for (const roundTopicId of new Set(due.map((prompt) => prompt.roundTopicId))) {
    const theirs = due.filter((prompt) => prompt.roundTopicId === roundTopicId)
    await tx.prompt.updateMany({
      where: { roundTopicId, partnershipId: { in: theirs.map(({ partnershipId }) => partnershipId) } },
      data: { recordedAt: now },
    })
  }
  const wanted = due.flatMap(({ roundTopic, partnership: { programmeId, spaces } }) =>
    spaces.map((space) => promptWanted(roundTopic, { ...space, programmeId })),
  )
  await recordEffects(tx, wanted, desk.wall())
  return due.length
}

async function recordForumPosts(tx: Tx, desk: Desk, now: Date): Promise<number> {
  const due = await tx.forumPost.findMany({
    where: { recordedAt: null, dueAt: { lte: now }, workspace: { forumRef: { not: null } } },
    include: { roundTopic: { include: { round: true } } },
    orderBy: [{ dueAt: 'asc' }, { roundTopic: { index: 'asc' } }],
    take: AT_ONCE,
  })
  for (const { roundTopicId, workspaceId } of due) {
    await tx.forumPost.update({
      where: { roundTopicId_workspaceId: { roundTopicId, workspaceId } },
      data: { recordedAt: now },
    })
  }
  const wanted = due.map(({ roundTopic: { round, ...topic }, workspaceId }) =>
    forumPostWanted(topic, round, workspaceId),
  )
  await recordEffects(tx, wanted, desk.wall())
  return due.length
}

/**
 * Issues the next topic of the running round now, without waiting for its day. One before it that waits
 * for its hour here and there comes now, too: they come in their order.
 */
export async function postNextTopicNow(desk: Desk, programmeId: string, by: Actor): Promise<RoundTopic> {
  const now = new Date(desk.clock.now())
  return transaction(desk.prisma, async (tx) => {
    const round = await lockRound(tx, { programmeId }, 'running')
    const next = await tx.roundTopic.findFirst({
      where: { roundId: round.id, issuedAt: null },
      orderBy: { index: 'asc' },
    })
    if (!next) throw new Problem('no-topic')
    const waiting = { recordedAt: null, dueAt: { gt: now }, roundTopic: { roundId: round.id } }
    await tx.prompt.updateMany({ where: waiting, data: { dueAt: now } })
    await tx.forumPost.updateMany({ where: waiting, data: { dueAt: now } })
    await issue(tx, next, now, now)
    await audit(tx, desk, by, 'topic-posted', [next.id])
    return next
  })
}
