import type { Programme, Round } from '../../database/generated/client.ts'
import { transaction } from '../../database/transaction.ts'
import { recordEffects } from '../../outbox/record.ts'
import { type Actor, audit } from '../audit.ts'
import type { Desk } from '../desk.ts'
import { Problem } from '../problem.ts'
import { connectedIn } from '../workspaces.ts'
import { announcing } from './announcing.ts'
import { currentRound, NO_ROUND, requireAsked } from './current.ts'
import { lockRound } from './lock.ts'
import { tellTheInterested } from './tell-the-interested.ts'

/** A round, and how much was let go of that had failed in rounds before it. */
export type Planned = Round & { readonly letGo: number }

/**
 * The next round, with the programme's rules as they are now. Of two who plan at once, one does. What failed in a round
 * that is over is not tried any more.
 */
export async function planRound(desk: Desk, programme: Programme, by: Actor): Promise<Planned> {
  const current = await currentRound(desk, programme.id)
  if (current) throw roundExists(current)
  const last = await desk.prisma.round.findFirst({
    where: { programmeId: programme.id },
    orderBy: { number: 'desc' },
  })
  return transaction(desk.prisma, async (tx) => {
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
  }).catch(async (error: unknown) => {
    const made = await currentRound(desk, programme.id)
    throw made ? roundExists(made) : error
  })
}

const roundExists = ({ id, number, state }: Round) => new Problem('round-exists', { number, state, id })

/**
 * Opens registration: announced in every workspace, and those who asked to be told are told. A round
 * that was not planned is planned on the way.
 *
 * @param asked the planned round that was asked about, or `NO_ROUND`: `stale` is thrown where that is not so any more
 */
export async function openRegistration(
  desk: Desk,
  programme: Programme,
  by: Actor,
  asked?: string,
): Promise<Planned> {
  const current = await currentRound(desk, programme.id)
  if (current) requireAsked(current, asked)
  let letGo = 0
  if (!current && (asked === undefined || asked === NO_ROUND)) {
    const planned = await planRound(desk, programme, by).catch((error: unknown) => {
      // Somebody else planned it in the same moment: that is the one to open.
      if (!(error instanceof Problem && error.code === 'round-exists')) throw error
    })
    letGo = planned?.letGo ?? 0
  }
  return transaction(desk.prisma, async (tx) => {
    const planned = await lockRound(tx, { programmeId: programme.id }, 'planned')
    if (asked !== NO_ROUND) requireAsked(planned, asked)
    const { id } = planned
    const workspaces = await tx.workspace.findMany({ where: connectedIn(programme.id) })
    if (!workspaces.some((workspace) => workspace.announcementsRef)) throw new Problem('spaces-missing')
    const openedAt = new Date(desk.clock.now())
    const round = await tx.round.update({ where: { id }, data: { state: 'open', openedAt } })
    const announced = workspaces.map((workspace) => announcing(round, workspace, 'open'))
    const { told, effects } = await tellTheInterested(tx, round)
    await recordEffects(tx, [...announced, ...effects], desk.wall())
    await audit(tx, desk, by, 'round-opened', [id], { told })
    return { ...round, letGo }
  })
}
