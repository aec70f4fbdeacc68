import type { Person } from '../database/generated/client.ts'
import { transaction } from '../database/transaction.ts'
import type { EffectWanted, Tx } from '../outbox/effect.ts'
import { recordEffects } from '../outbox/record.ts'
import type { Desk } from './desk.ts'
import { newsFor } from './private-news.ts'
import { Problem } from './problem.ts'
import { lockRoundIfAny } from './rounds/lock.ts'
import { isOver } from './rounds/overtaken.ts'
import { inSpace } from './spaces/lines.ts'
import { standing, takesPartIn } from './standing.ts'

/**
 * What leaving would mean: nothing to leave, no word of the next round, a place in this one, or a partner left
 * alone.
 */
export async function whatLeavingMeans(
  desk: Desk,
  person: Person,
): Promise<'nothing' | 'interest' | 'place' | 'partner'> {
  const where = await standing(desk, person)
  if (!takesPartIn(where)) return where.interested ? 'interest' : 'nothing'
  return where.partnered ? 'partner' : 'place'
}

/**
 * Withdraws somebody from the current round and from the list of those who want to hear of the next. A
 * partner who is left alone is told in their space, or where there is none in private, and comes first
 * in the next round.
 *
 * @param asked the round that was asked about, where it was: `stale` is thrown where it is not the current one, or over
 */
export async function leaveRound(
  desk: Desk,
  person: Pick<Person, 'id' | 'programmeId'>,
  asked?: string,
): Promise<void> {
  await transaction(desk.prisma, (tx) => leaveIn(tx, desk, person, asked))
}

/** The same in a transaction of somebody else's. */
export async function leaveIn(
  tx: Tx,
  desk: Desk,
  person: Pick<Person, 'id' | 'programmeId'>,
  asked?: string,
): Promise<void> {
  const now = new Date(desk.clock.now())
  const round = await lockRoundIfAny(tx, person)
  const over = !round || isOver(round)
  if (asked !== undefined && (over || asked !== round.id)) throw new Problem('stale')
  await tx.interest.deleteMany({ where: { personId: person.id } })
  if (over) return
  await tx.enrolment.updateMany({
    where: { roundId: round.id, personId: person.id },
    data: { state: 'withdrawn', why: null, changedAt: now },
  })
  const memberships = await tx.membership.findMany({
    where: { personId: person.id, leftAt: null, partnership: { roundId: round.id, endedAt: null } },
    include: { partnership: { include: { spaces: true, members: { where: { leftAt: null } } } } },
  })
  for (const { partnership } of memberships) {
    const { count } = await tx.membership.updateMany({
      where: { partnershipId: partnership.id, personId: person.id, leftAt: null },
      data: { leftAt: now },
    })
    if (count === 0) continue
    const stay = partnership.members.filter((member) => member.personId !== person.id)
    const [alone, another] = stay
    if (alone && !another) {
      await tx.partnership.update({ where: { id: partnership.id }, data: { endedAt: now } })
      await tx.enrolment.updateMany({
        where: { roundId: round.id, personId: alone.personId, state: 'matched' },
        data: { state: 'unmatched', why: 'partner_left', changedAt: now },
      })
      await tx.person.update({ where: { id: alone.personId }, data: { waited: { increment: 1 } } })
    }
    if (stay.length === 0) continue
    const { programmeId, spaces } = partnership
    const about = { programmeId, roundId: round.id }
    const effects: EffectWanted[] = spaces.map(({ id: spaceId, workspaceId }) => ({
      ...about,
      workspaceId,
      kind: 'partner-left',
      key: `${spaceId}:${person.id}`,
      payload: { spaceId, personId: person.id },
      inLine: inSpace(spaceId, 'partner-left'),
    }))
    // There may never be a space to tell it in.
    if (alone && !another && spaces.every(({ ref }) => ref === null)) {
      const account = { id: alone.accountId, workspaceId: partnership.workspaceId }
      effects.push(...newsFor(round, 'place', [account]))
    }
    await recordEffects(tx, effects, desk.wall())
  }
}
