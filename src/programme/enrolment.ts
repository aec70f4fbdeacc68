import type { Enrolment, Person, Round } from '../database/generated/client.ts'
import { transaction } from '../database/transaction.ts'
import type { EffectWanted, Tx } from '../outbox/effect.ts'
import { recordEffects } from '../outbox/record.ts'
import { wishAccess } from './channel-access.ts'
import type { Desk } from './desk.ts'
import type { KnownAccount } from './people.ts'
import { newsFor } from './private-news.ts'
import { CURRENT } from './rounds/current.ts'
import { lockRoundIfAny } from './rounds/lock.ts'
import { inSpace } from './spaces/lines.ts'

/** "Tell me when the next round opens." Saying it twice changes nothing. */
export async function expressInterest(desk: Desk, { id, person }: KnownAccount): Promise<void> {
  const at = new Date(desk.clock.now())
  await transaction(desk.prisma, async (tx) => {
    await tx.interest.createMany({
      data: [{ personId: person.id, programmeId: person.programmeId, at }],
      skipDuplicates: true,
    })
    await wishAccess(tx, desk, id)
  })
}

/** Where somebody stands in the round that is not closed yet, in one statement. */
export async function standing(
  desk: Desk,
  person: Person,
): Promise<{ round: Round | null; enrolment: Enrolment | null; interested: boolean }> {
  const found = await desk.prisma.person.findUnique({
    where: { id: person.id },
    select: {
      interest: { select: { personId: true } },
      programme: {
        select: { rounds: { ...CURRENT, include: { enrolments: { where: { personId: person.id } } } } },
      },
    },
  })
  const [current] = found?.programme.rounds ?? []
  if (!current) return { round: null, enrolment: null, interested: Boolean(found?.interest) }
  const { enrolments, ...round } = current
  return { round, enrolment: enrolments[0] ?? null, interested: Boolean(found?.interest) }
}

/**
 * What leaving would mean: nothing to leave, no word of the next round, a place in this one, or a partner left
 * alone.
 */
export async function whatLeavingMeans(
  desk: Desk,
  person: Person,
): Promise<'nothing' | 'interest' | 'place' | 'partner'> {
  const { enrolment, interested } = await standing(desk, person)
  if (!enrolment || enrolment.state === 'withdrawn') return interested ? 'interest' : 'nothing'
  return enrolment.state === 'matched' ? 'partner' : 'place'
}

/**
 * Withdraws somebody from the current round and from the list of those who want to hear of the next. A
 * partner who is left alone is told in their space, or while there is none in the announcement channel
 * that there is news, and comes first in the next round.
 */
export async function leaveRound(desk: Desk, person: Pick<Person, 'id' | 'programmeId'>): Promise<void> {
  await transaction(desk.prisma, (tx) => leaveIn(tx, desk, person))
}

/** The same in a transaction of somebody else's. */
export async function leaveIn(tx: Tx, desk: Desk, person: Pick<Person, 'id' | 'programmeId'>): Promise<void> {
  const now = new Date(desk.clock.now())
  const round = await lockRoundIfAny(tx, person)
  await tx.interest.deleteMany({ where: { personId: person.id } })
  if (!round) return
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
