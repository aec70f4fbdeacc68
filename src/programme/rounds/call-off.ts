import type { Programme, Round } from '../../database/generated/client.ts'
import { transaction } from '../../database/transaction.ts'
import type { Tx } from '../../outbox/effect.ts'
import { recordEffects } from '../../outbox/record.ts'
import { type Actor, audit } from '../audit.ts'
import type { Desk } from '../desk.ts'
import { newsFor } from '../private-news.ts'
import { connectedIn } from '../workspaces.ts'
import { announcing } from './announcing.ts'
import { requireAsked } from './current.ts'
import { lockRound } from './lock.ts'
import { dropOvertaken } from './overtaken.ts'

/** The states of a round in which nobody has a partner yet. */
export const BEFORE_PARTNERS = ['planned', 'open', 'matching'] as const

/**
 * Calls off a round in which nobody has a partner yet. It ends closed: its number is used up, and the next round can
 * be planned. Whoever had a place in it is told, and told again when the next one opens, whatever they had said.
 *
 * @param asked the round that was asked about: `stale` is thrown where it is not this one any more
 */
export async function callOffRound(
  desk: Desk,
  programme: Programme,
  by: Actor,
  asked?: string,
): Promise<{ round: Round; people: number }> {
  const { id: programmeId } = programme
  const now = new Date(desk.clock.now())
  return transaction(desk.prisma, async (tx) => {
    const current = await lockRound(tx, { programmeId }, ...BEFORE_PARTNERS)
    requireAsked(current, asked)
    const { id } = current
    const data = { state: 'closed', endedAt: now, calledOffAt: now } as const
    const round = await tx.round.update({ where: { id }, data })
    const accounts = await withAPlace(tx, id)
    await tx.interest.createMany({
      data: accounts.map(({ personId }) => ({ personId, programmeId, at: now })),
      skipDuplicates: true,
    })
    await dropOvertaken(tx, desk, id)
    const workspaces = round.openedAt ? await tx.workspace.findMany({ where: connectedIn(programmeId) }) : []
    const announced = workspaces.map((workspace) => announcing(round, workspace, 'called-off'))
    await recordEffects(tx, [...announced, ...newsFor(round, 'called-off', accounts)], desk.wall())
    await audit(tx, desk, by, 'round-called-off', [id], { number: round.number, people: accounts.length })
    return { round, people: accounts.length }
  })
}

/** The accounts of those who joined and have not left: those on the waiting list, too. */
async function withAPlace(tx: Tx, roundId: string) {
  const enrolments = await tx.enrolment.findMany({
    where: { roundId, state: { in: ['joined', 'waitlisted'] }, account: { leftAt: null } },
    select: { personId: true, account: { select: { id: true, workspaceId: true } } },
  })
  return enrolments.map(({ personId, account }) => ({ ...account, personId }))
}
