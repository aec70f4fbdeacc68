import type { Programme, Round } from '../../database/generated/client.ts'
import { transaction } from '../../database/transaction.ts'
import { recordEffects } from '../../outbox/record.ts'
import { type Actor, audit } from '../audit.ts'
import type { Desk } from '../desk.ts'
import { connectedIn } from '../workspaces.ts'
import { announcingAgain } from './announcing.ts'
import { requireAsked } from './current.ts'
import { lockRound } from './lock.ts'
import { tellTheInterested } from './tell-the-interested.ts'

/**
 * Opens a registration that was closed. Those on the waiting list have a place again, until it is closed anew; a
 * draft is thrown away; what was decided about pairs stays. It is announced, and whoever asked meanwhile to be told is
 * told.
 *
 * @param asked the round that was asked about: `stale` is thrown where it is not this one any more
 */
export async function reopenRegistration(
  desk: Desk,
  programme: Programme,
  by: Actor,
  asked?: string,
): Promise<Round> {
  const { id: programmeId } = programme
  const now = new Date(desk.clock.now())
  return transaction(desk.prisma, async (tx) => {
    const current = await lockRound(tx, { programmeId }, 'matching')
    requireAsked(current, asked)
    const { id } = current
    const data = { state: 'open', openedAt: now, registrationClosedAt: null } as const
    const round = await tx.round.update({ where: { id }, data })
    await tx.matchRun.deleteMany({ where: { roundId: id, publishedAt: null } })
    await tx.enrolment.updateMany({
      where: { roundId: id, state: 'waitlisted' },
      data: { state: 'joined', why: null, changedAt: now },
    })
    const workspaces = await tx.workspace.findMany({ where: connectedIn(programmeId) })
    const announced = workspaces.map((workspace) => announcingAgain(round, workspace, now))
    const { told, effects } = await tellTheInterested(tx, round, now)
    await recordEffects(tx, [...announced, ...effects], desk.wall())
    await audit(tx, desk, by, 'round-reopened', [id], { number: round.number, told })
    return round
  })
}
