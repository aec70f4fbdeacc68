import type { RoundTopic, Topic } from '../../database/generated/client.ts'
import { transaction } from '../../database/transaction.ts'
import type { Tx } from '../../outbox/effect.ts'
import { type Actor, audit } from '../audit.ts'
import { dayOf } from '../calendar/cadence.ts'
import { daytimesOf, morningOf } from '../calendar/daytime.ts'
import { firstKnown } from '../calendar/zone.ts'
import type { Desk } from '../desk.ts'
import { type Attempt, plainly } from '../each.ts'
import { Problem } from '../problem.ts'
import { lockRound, lockRoundIfAny } from '../rounds/lock.ts'
import { connectedIn } from '../workspaces.ts'
import { TOPICS_COME } from './next.ts'
import { noteStrangeZones } from './strange-zones.ts'

/** Works out when each partnership and each forum gets the topics whose day is near. */
export async function issueTopics(desk: Desk, now: number, attempt: Attempt = plainly): Promise<void> {
  const due = await desk.prisma.roundTopic.findMany({
    where: {
      from: { lte: new Date(now) },
      issuedAt: null,
      round: { state: { in: TOPICS_COME } },
    },
    include: { round: { select: { programmeId: true } } },
    orderBy: { from: 'asc' },
  })
  for (const { round, ...roundTopic } of due) {
    await attempt({ ...round, kind: 'topic', subject: roundTopic.id }, () =>
      transaction(desk.prisma, async (tx) => {
        const locked = await lockRoundIfAny(tx, roundTopic)
        if (locked && TOPICS_COME.includes(locked.state)) await issue(tx, roundTopic, new Date(now))
      }),
    )
    await noteStrangeZones(desk, roundTopic.roundId, attempt)
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
        const zones = members.map(({ person }) => firstKnown(person.zone, programme.zone))
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
    where: connectedIn(programme.id),
    select: { id: true },
  })
  await tx.forumPost.createMany({
    data: workspaces.map(({ id }) => ({
      programmeId: programme.id,
      roundTopicId: roundTopic.id,
      workspaceId: id,
      dueAt: at ?? new Date(morningOf(date, firstKnown(programme.zone))),
    })),
    skipDuplicates: true,
  })
}

/**
 * Issues the next topic of the running round now, without waiting for its day. One before it that waits
 * for its hour here and there comes now, too: they come in their order.
 *
 * @param asked the topic that was asked about: `stale` is thrown where it is not the next one any more
 */
export async function postNextTopicNow(
  desk: Desk,
  programmeId: string,
  by: Actor,
  asked?: string,
): Promise<RoundTopic & { topic: Topic }> {
  const now = new Date(desk.clock.now())
  return transaction(desk.prisma, async (tx) => {
    const round = await lockRound(tx, { programmeId }, 'running')
    const next = await tx.roundTopic.findFirst({
      where: { roundId: round.id, issuedAt: null },
      orderBy: { index: 'asc' },
      include: { topic: true },
    })
    if (asked !== undefined && asked !== next?.id) throw new Problem('stale')
    if (!next) throw new Problem('no-topic')
    const waiting = { recordedAt: null, dueAt: { gt: now }, roundTopic: { roundId: round.id } }
    await tx.prompt.updateMany({ where: waiting, data: { dueAt: now } })
    await tx.forumPost.updateMany({ where: waiting, data: { dueAt: now } })
    await issue(tx, next, now, now)
    await audit(tx, desk, by, 'topic-posted', [next.id])
    return next
  })
}
