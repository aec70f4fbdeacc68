import type { Account, Partnership, Person, Space } from '../database/generated/client.ts'
import { transaction } from '../database/transaction.ts'
import type { EffectWanted, Tx } from '../outbox/effect.ts'
import { recordEffects } from '../outbox/record.ts'
import type { Desk } from './desk.ts'
import { newsFor } from './private-news.ts'
import { Problem } from './problem.ts'
import { lockRoundIfAny } from './rounds/lock.ts'
import { isOver } from './rounds/overtaken.ts'
import { inSpace } from './spaces/lines.ts'
import { goingOutOf } from './spaces/taking-out.ts'
import { standing, takesPartIn } from './standing.ts'

/**
 * What leaving would mean: nothing to leave, no word of the next round, a place in this one, the channel in which one was
 * left alone, or a partner left alone.
 */
export async function whatLeavingMeans(
  desk: Desk,
  person: Person,
): Promise<'nothing' | 'interest' | 'place' | 'channel' | 'partner'> {
  const where = await standing(desk, person)
  if (!takesPartIn(where)) return where.interested ? 'interest' : 'nothing'
  if (where.partnered) return 'partner'
  const roundId = where.round?.id ?? ''
  return (await hasSpaceAlone(desk, person.id, roundId)) ? 'channel' : 'place'
}

/** Whether somebody whose partner has left is still in the partnership's space. */
export async function hasSpaceAlone({ prisma }: Desk, personId: string, roundId: string): Promise<boolean> {
  const partnership = {
    roundId,
    endedAt: { not: null },
    spaces: { some: { ref: { not: null }, closedAt: null } },
  }
  return (await prisma.membership.count({ where: { personId, leftAt: null, partnership } })) > 0
}

/**
 * Withdraws somebody from the current round and from the list of those who want to hear of the next. A
 * partner who is left alone is told in their space, or where there is none in private, and comes first
 * in the next round. Then whoever leaves is taken out of that space.
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
  // Of a partnership that is over, too: whoever was left alone may still be in its space.
  const memberships = await tx.membership.findMany({
    where: { personId: person.id, leftAt: null, partnership: { roundId: round.id } },
    include: {
      partnership: {
        include: { spaces: true, members: { where: { leftAt: null }, include: { account: true } } },
      },
    },
  })
  for (const { partnership } of memberships) {
    const { count } = await tx.membership.updateMany({
      where: { partnershipId: partnership.id, personId: person.id, leftAt: null },
      data: { leftAt: now },
    })
    if (count === 0) continue
    const stay = partnership.members.filter((member) => member.personId !== person.id)
    const [alone, another] = stay
    if (alone && !another) await leaveAlone(tx, partnership, alone.personId, now)
    const { programmeId, spaces } = partnership
    const about = { programmeId, roundId: round.id }
    // Where nobody stays, nobody but the leaver would read it.
    const told = spaces.filter((space) => stay.some(({ account }) => isIn(space, account)))
    const effects: EffectWanted[] = told.map(({ id: spaceId, workspaceId }) => ({
      ...about,
      workspaceId,
      kind: 'partner-left',
      key: `${spaceId}:${person.id}`,
      payload: { spaceId, personId: person.id },
      inLine: inSpace(spaceId, 'partner-left'),
    }))
    effects.push(...(await goingOutOf(tx, partnership, person.id)))
    // There may never be a space to tell it in.
    if (alone && !another && told.every(({ ref }) => ref === null))
      effects.push(...newsFor(round, 'place', [alone.account]))
    await recordEffects(tx, effects, desk.wall())
  }
}

const isIn = (space: Pick<Space, 'workspaceId'>, account: Pick<Account, 'workspaceId'>): boolean =>
  space.workspaceId === account.workspaceId

/** Whoever stays behind alone has no partner any more, and comes first in the next round. */
async function leaveAlone(
  tx: Tx,
  { id, roundId }: Pick<Partnership, 'id' | 'roundId'>,
  personId: string,
  now: Date,
): Promise<void> {
  await tx.partnership.update({ where: { id }, data: { endedAt: now } })
  await tx.enrolment.updateMany({
    where: { roundId, personId, state: 'matched' },
    data: { state: 'unmatched', why: 'partner_left', changedAt: now },
  })
  await tx.person.update({ where: { id: personId }, data: { waited: { increment: 1 } } })
}
