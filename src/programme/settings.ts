import type { Programme } from '../database/generated/client.ts'
import { transaction } from '../database/transaction.ts'
import type { Tx } from '../outbox/effect.ts'
import { type Actor, audit } from './audit.ts'
import { dayOf } from './calendar/cadence.ts'
import { morningOf } from './calendar/daytime.ts'
import { firstKnown } from './calendar/zone.ts'
import type { Desk } from './desk.ts'
import { lockRoundIfAny } from './rounds/lock.ts'
import { nextTopicDay, TOPICS_COME } from './topics/next.ts'

/** What a programme is called, whose clocks it goes by (IANA), and what it speaks in public (BCP 47). */
export type Settings = Pick<Programme, 'name' | 'zone' | 'locale'>

export interface SettingsChanged {
  readonly before: Settings
  readonly programme: Programme
  /** When the next topic opens in the forums, epoch ms; nothing where none is to come. */
  readonly nextTopicAt: number | undefined
}

/**
 * Changes what a programme is called and what it goes by. Topics that are still to come open by the new clocks; what has
 * been posted stays as it is.
 */
export function changeSettings(
  desk: Desk,
  { id }: Pick<Programme, 'id'>,
  wanted: Settings,
  by: Actor,
): Promise<SettingsChanged> {
  return transaction(desk.prisma, async (tx) => {
    const round = await lockRoundIfAny(tx, { programmeId: id })
    const before = await tx.programme.findUniqueOrThrow({ where: { id } })
    const programme = await tx.programme.update({ where: { id }, data: wanted })
    if (round && before.zone !== programme.zone)
      await moveForumPosts(tx, round.id, before.zone, programme.zone)
    const changed = (['name', 'zone', 'locale'] as const).filter((what) => before[what] !== programme[what])
    const facts = Object.fromEntries(changed.map((what) => [what, what === 'name' ? true : programme[what]]))
    if (changed.length > 0) await audit(tx, desk, by, 'programme-changed', [], facts)
    return { before, programme, nextTopicAt: round && (await nextTopicAt(tx, round.id, programme.zone)) }
  })
}

/** Those that wait for their morning wait for another; those that were asked for at once do not. */
async function moveForumPosts(tx: Tx, roundId: string, from: string, to: string): Promise<void> {
  const waiting = await tx.roundTopic.findMany({
    where: { roundId, forumPosts: { some: { recordedAt: null } } },
  })
  for (const { id: roundTopicId, date } of waiting) {
    const day = dayOf(date)
    const dueAt = new Date(morningOf(day, firstKnown(from)))
    await tx.forumPost.updateMany({
      where: { roundTopicId, recordedAt: null, dueAt },
      data: { dueAt: new Date(morningOf(day, firstKnown(to))) },
    })
  }
}

async function nextTopicAt(tx: Tx, roundId: string, zone: string): Promise<number | undefined> {
  const waiting = await tx.forumPost.findFirst({
    where: { roundTopic: { roundId, round: { state: { in: TOPICS_COME } } }, recordedAt: null },
    orderBy: { dueAt: 'asc' },
  })
  if (waiting) return waiting.dueAt.getTime()
  const next = await nextTopicDay(tx, roundId)
  return next === undefined ? undefined : morningOf(next, firstKnown(zone))
}
