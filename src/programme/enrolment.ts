import type { Account, Enrolment, Person, Round } from '../database/generated/client.ts'
import type { EffectWanted } from '../outbox/effect.ts'
import { recordEffects } from '../outbox/record.ts'
import { wishAccess } from './channel-access.ts'
import type { Desk } from './desk.ts'
import type { KnownAccount } from './people.ts'
import { Problem } from './problem.ts'
import { CURRENT, currentRound } from './rounds/current.ts'

/** "Tell me when the next round opens." Saying it twice changes nothing. */
export async function expressInterest(desk: Desk, { id, person }: KnownAccount): Promise<void> {
  const at = new Date(desk.clock.now())
  await desk.prisma.$transaction(async (tx) => {
    await tx.interest.createMany({
      data: [{ personId: person.id, programmeId: person.programmeId, at }],
      skipDuplicates: true,
    })
    await wishAccess(tx, desk, id)
  })
}

/**
 * Enrols somebody in the open round, with the account they ask from: their space opens there. Joining
 * again after withdrawing takes a new place in the line; joining twice changes nothing.
 */
export async function joinRound(desk: Desk, account: Account): Promise<Round> {
  const person = await desk.prisma.person.findUniqueOrThrow({ where: { id: account.personId } })
  const round = await currentRound(desk, person.programmeId)
  if (!round) throw new Problem('no-round')
  const now = new Date(desk.clock.now())
  await desk.prisma.$transaction(async (tx) => {
    // Holds the round's state while we enrol: nobody slips into a round that is being closed.
    const open = await tx.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "Round" WHERE "id" = ${round.id} AND "state" = 'open' FOR SHARE`
    if (open.length === 0) throw new Problem('registration-closed', { number: round.number })
    await tx.enrolment.createMany({
      data: [
        { roundId: round.id, personId: person.id, accountId: account.id, joinedAt: now, changedAt: now },
      ],
      skipDuplicates: true,
    })
    await tx.enrolment.updateMany({
      where: { roundId: round.id, personId: person.id, state: 'withdrawn' },
      data: { state: 'joined', accountId: account.id, why: null, joinedAt: now, changedAt: now },
    })
    await tx.interest.deleteMany({ where: { personId: person.id } })
    await wishAccess(tx, desk, account.id)
  })
  return round
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

/** What leaving would mean: nothing to leave, a place in the list, or a partner left alone. */
export async function whatLeavingMeans(desk: Desk, person: Person): Promise<'nothing' | 'place' | 'partner'> {
  const { enrolment, interested } = await standing(desk, person)
  if (!enrolment || enrolment.state === 'withdrawn') return interested ? 'place' : 'nothing'
  return enrolment.state === 'matched' ? 'partner' : 'place'
}

/**
 * Withdraws somebody from the current round and from the list of those who want to hear of the next. A
 * partner who is left alone is told in their space, or while there is none in the announcement channel
 * that there is news, and comes first in the next round.
 */
export async function leaveRound(desk: Desk, person: Person): Promise<void> {
  const { round } = await standing(desk, person)
  const now = new Date(desk.clock.now())
  await desk.prisma.$transaction(async (tx) => {
    await tx.interest.deleteMany({ where: { personId: person.id } })
    if (!round) return
    await tx.enrolment.updateMany({
      where: { roundId: round.id, personId: person.id },
      data: { state: 'withdrawn', why: null, changedAt: now },
    })
    const memberships = await tx.membership.findMany({
      where: { personId: person.id, leftAt: null, partnership: { roundId: round.id, endedAt: null } },
      include: { partnership: { include: { members: { where: { leftAt: null } } } } },
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
          data: { state: 'unmatched', why: 'partner-left', changedAt: now },
        })
        await tx.person.update({ where: { id: alone.personId }, data: { waited: { increment: 1 } } })
      }
      if (stay.length === 0) continue
      const where = { programmeId: partnership.programmeId, workspaceId: partnership.workspaceId }
      const effects: EffectWanted[] = [
        {
          ...where,
          kind: 'partner-left',
          key: `${partnership.id}:${person.id}`,
          payload: { partnershipId: partnership.id, personId: person.id },
        },
      ]
      // There may never be a space to tell it in.
      if (alone && !another && partnership.spaceRef === null) {
        effects.push({
          ...where,
          kind: 'announcement',
          key: `news:${round.id}:${partnership.workspaceId}:${partnership.id}`,
          payload: { what: 'news', roundId: round.id, accountIds: [alone.accountId] },
        })
      }
      await recordEffects(tx, effects, desk.wall())
    }
  })
}
