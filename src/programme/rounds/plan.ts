import type { Programme, Round } from '../../database/generated/client.ts'
import { transaction } from '../../database/transaction.ts'
import type { Tx } from '../../outbox/effect.ts'
import { recordEffects } from '../../outbox/record.ts'
import { type Actor, audit } from '../audit.ts'
import type { Desk } from '../desk.ts'
import { Problem } from '../problem.ts'
import { connectedIn } from '../workspaces.ts'
import { announcing } from './announcing.ts'
import { currentRound, NO_ROUND, requireAsked, wrongState } from './current.ts'
import { lockRoundIfAny } from './lock.ts'
import { tellTheInterested } from './tell-the-interested.ts'

/** A round, and how much was let go of that had failed in rounds before it. */
export type Planned = Round & { readonly letGo: number }

/**
 * The next round, with the programme's rules as they are now. Of two who plan at once, one does. What failed in a round
 * that is over is not tried any more.
 */
export function planRound(desk: Desk, programme: Programme, by: Actor): Promise<Planned> {
  return unlessAnother(desk, programme, async (tx) => {
    const current = await currentRound({ prisma: tx }, programme.id)
    if (current) {
      const { id, number, state } = current
      throw new Problem('round-exists', { number, state, id })
    }
    return planIn(tx, desk, programme, by)
  })
}

async function planIn(tx: Tx, desk: Desk, programme: Programme, by: Actor): Promise<Planned> {
  const last = await tx.round.findFirst({
    where: { programmeId: programme.id },
    orderBy: { number: 'desc' },
  })
  const round = await tx.round.create({
    data: {
      programmeId: programme.id,
      number: (last?.number ?? 0) + 1,
      topicsPerRound: programme.topicsPerRound,
      cadence: programme.cadence,
      plannedAt: new Date(desk.clock.now()),
    },
  })
  const { count: letGo } = await tx.effect.updateMany({
    where: { programmeId: programme.id, state: 'failed', round: { state: 'closed' } },
    data: { state: 'dropped' },
  })
  await audit(tx, desk, by, 'round-planned', [round.id], { number: round.number, letGo })
  return { ...round, letGo }
}

/**
 * Does what may plan a round in one transaction. Where somebody else planned one in the same moment, which the database
 * refuses, it is done once more, and finds that one.
 */
function unlessAnother<T>(desk: Desk, programme: Programme, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(desk.prisma, work).catch(async (error: unknown) => {
    if (error instanceof Problem || !(await currentRound(desk, programme.id))) throw error
    return transaction(desk.prisma, work)
  })
}

/**
 * Opens registration: announced in every workspace, and those who asked to be told are told. A round
 * that was not planned is planned on the way.
 *
 * @param asked the planned round that was asked about, or `NO_ROUND`: `stale` is thrown where that is not so any more
 */
export function openRegistration(
  desk: Desk,
  programme: Programme,
  by: Actor,
  asked?: string,
): Promise<Planned> {
  return unlessAnother(desk, programme, async (tx) => {
    const { letGo, ...planned } = await toOpen(tx, desk, programme, by, asked)
    const workspaces = await tx.workspace.findMany({ where: connectedIn(programme.id) })
    if (!workspaces.some((workspace) => workspace.announcementsRef)) throw new Problem('spaces-missing')
    const { id } = planned
    const openedAt = new Date(desk.clock.now())
    const round = await tx.round.update({ where: { id }, data: { state: 'open', openedAt } })
    const announced = workspaces.map((workspace) => announcing(round, workspace, 'open'))
    const { told, effects } = await tellTheInterested(tx, round)
    await recordEffects(tx, [...announced, ...effects], desk.wall())
    await audit(tx, desk, by, 'round-opened', [id], { told })
    return { ...round, letGo }
  })
}

/** The planned round, or one that is planned now, in the same transaction: nobody finds it planned and not open. */
async function toOpen(tx: Tx, desk: Desk, programme: Programme, by: Actor, asked?: string): Promise<Planned> {
  const current = await lockRoundIfAny(tx, { programmeId: programme.id })
  if (!current) {
    if (asked !== undefined && asked !== NO_ROUND) throw new Problem('no-round')
    return planIn(tx, desk, programme, by)
  }
  requireAsked(current, asked)
  if (current.state !== 'planned') throw wrongState(current)
  return { ...current, letGo: 0 }
}
