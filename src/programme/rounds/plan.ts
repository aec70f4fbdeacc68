import type { Programme, Round } from '../../database/generated/client.ts'
import { transaction } from '../../database/transaction.ts'
import { recordEffects } from '../../outbox/record.ts'
import { type Actor, audit } from '../audit.ts'
import type { Desk } from '../desk.ts'
import { newsFor } from '../private-news.ts'
import { Problem } from '../problem.ts'
import { connectedIn } from '../workspaces.ts'
import { announcing } from './announcing.ts'
import { currentRound } from './current.ts'
import { lockRound } from './lock.ts'

/** The next round, with the programme's rules as they are now. Of two who plan at once, one does. */
export async function planRound(desk: Desk, programme: Programme, by: Actor): Promise<Round> {
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
    await audit(tx, desk, by, 'round-planned', [round.id], { number: round.number })
    return round
  }).catch(async (error: unknown) => {
    const made = await currentRound(desk, programme.id)
    throw made ? roundExists(made) : error
  })
}

const roundExists = ({ number, state }: Round) => new Problem('round-exists', { number, state })

/**
 * Opens registration: announced in every workspace, and those who asked to be told are told. A round
 * that was not planned is planned on the way.
 */
export async function openRegistration(desk: Desk, programme: Programme, by: Actor): Promise<Round> {
  if (!(await currentRound(desk, programme.id))) {
    await planRound(desk, programme, by).catch((error: unknown) => {
      // Somebody else planned it in the same moment: that is the one to open.
      if (!(error instanceof Problem && error.code === 'round-exists')) throw error
    })
  }
  return transaction(desk.prisma, async (tx) => {
    const { id } = await lockRound(tx, { programmeId: programme.id }, 'planned')
    const workspaces = await tx.workspace.findMany({ where: connectedIn(programme.id) })
    if (!workspaces.some((workspace) => workspace.announcementsRef)) throw new Problem('spaces-missing')
    const openedAt = new Date(desk.clock.now())
    const round = await tx.round.update({ where: { id }, data: { state: 'open', openedAt } })
    const interested = await tx.interest.findMany({
      where: { programmeId: programme.id },
      include: { person: { include: { accounts: { where: { leftAt: null } } } } },
    })
    const accounts = interested.flatMap(({ person }) => person.accounts)
    const announced = workspaces.map((workspace) => announcing(round, workspace, 'open'))
    await recordEffects(tx, [...announced, ...newsFor(round, 'open', accounts)], desk.wall())
    await tx.interest.deleteMany({ where: { personId: { in: interested.map(({ personId }) => personId) } } })
    await audit(tx, desk, by, 'round-opened', [id], { told: interested.length })
    return round
  })
}
