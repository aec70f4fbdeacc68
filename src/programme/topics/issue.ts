import type { RoundTopic } from '../../database/generated/client.ts'
import type { Tx } from '../../outbox/effect.ts'
import { daytimesOf, morningOf } from '../calendar/daytime.ts'
import { firstKnown } from '../calendar/zone.ts'
import type { Desk } from '../desk.ts'
import { type Attempt, plainly } from '../each.ts'
import { Problem } from '../problem.ts'
import { roundIn } from '../rounds/current.ts'
import { noteStrangeZones } from './strange-zones.ts'

/** Works out when each partnership and each forum gets the topics whose day is near. */
export async function issueTopics(desk: Desk, now: number, attempt: Attempt = plainly): Promise<void> {
  const due = await desk.prisma.roundTopic.findMany({
    where: {
      from: { lte: new Date(now) },
      issuedAt: null,
      round: { state: { in: ['publishing', 'running'] } },
    },
    include: { round: { select: { programmeId: true } } },
    orderBy: { from: 'asc' },
  })
  for (const { round, ...roundTopic } of due) {
    await attempt({ ...round, kind: 'topic', subject: roundTopic.id }, () =>
      desk.prisma.$transaction((tx) => issue(tx, roundTopic, new Date(now))),
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
  const daytime = daytimesOf(roundTopic.date)
  await tx.prompt.createMany({
    data: partnerships
      .filter(({ members }) => members.length > 1)
      .map(({ id, members }) => {
        const zones = members.map(({ person }) => firstKnown(person.zone, programme.zone))
        return {
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
      roundTopicId: roundTopic.id,
      workspaceId: id,
      dueAt: at ?? new Date(morningOf(roundTopic.date, firstKnown(programme.zone))),
    })),
    skipDuplicates: true,
  })
}

/**
 * Issues the next topic of the running round now, without waiting for its day. One before it that waits
 * for its hour here and there comes now, too: they come in their order.
 */
export async function postNextTopicNow(desk: Desk, programmeId: string): Promise<RoundTopic> {
  const round = await roundIn(desk, programmeId, 'running')
  const next = await desk.prisma.roundTopic.findFirst({
    where: { roundId: round.id, issuedAt: null },
    orderBy: { index: 'asc' },
  })
  if (!next) throw new Problem('no-topic')
  const now = new Date(desk.clock.now())
  const waiting = { recordedAt: null, dueAt: { gt: now }, roundTopic: { roundId: round.id } }
  await desk.prisma.$transaction(async (tx) => {
    await tx.prompt.updateMany({ where: waiting, data: { dueAt: now } })
    await tx.forumPost.updateMany({ where: waiting, data: { dueAt: now } })
    await issue(tx, next, now, now)
  })
  return next
}
