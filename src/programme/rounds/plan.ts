import type { Programme, Round } from '../../database/generated/client.ts'
import { recordEffects } from '../../outbox/record.ts'
import type { Desk } from '../desk.ts'
import { newsFor } from '../private-news.ts'
import { Problem } from '../problem.ts'
import { announcing } from './announcing.ts'
import { currentRound, moveOn, wrongState } from './current.ts'

/** The next round, with the programme's rules as they are now. */
export async function planRound(desk: Desk, programme: Programme): Promise<Round> {
  const current = await currentRound(desk, programme.id)
  if (current) throw new Problem('round-exists', { number: current.number, state: current.state })
  const last = await desk.prisma.round.findFirst({
    where: { programmeId: programme.id },
    orderBy: { number: 'desc' },
  })
  return desk.prisma.round
    .create({
      data: {
        programmeId: programme.id,
        number: (last?.number ?? 0) + 1,
        topicsPerRound: programme.topicsPerRound,
        cadence: programme.cadence,
        plannedAt: new Date(desk.clock.now()),
      },
    })
    .catch(async (error: unknown) => {
      const made = await currentRound(desk, programme.id)
      if (made) throw new Problem('round-exists', { number: made.number, state: made.state })
      throw error
    })
}

/**
 * Opens registration: announced in every workspace, and those who asked to be told are told. A round
 * that was not planned is planned on the way.
 */
export async function openRegistration(desk: Desk, programme: Programme): Promise<Round> {
  const round = (await currentRound(desk, programme.id)) ?? (await planRound(desk, programme))
  if (round.state !== 'planned') throw wrongState(round)
  const workspaces = await desk.prisma.workspace.findMany({ where: { programmeId: programme.id } })
  if (!workspaces.some((workspace) => workspace.announcementsRef)) throw new Problem('spaces-missing')
  await desk.prisma.$transaction(async (tx) => {
    await moveOn(tx, round, 'open', { openedAt: new Date(desk.clock.now()) })
    const interested = await tx.interest.findMany({
      where: { programmeId: programme.id },
      include: { person: { include: { accounts: { where: { leftAt: null } } } } },
    })
    const accounts = interested.flatMap(({ person }) => person.accounts)
    const announced = workspaces.map((workspace) => announcing(round, workspace, 'open'))
    await recordEffects(tx, [...announced, ...newsFor(round, 'open', accounts)], desk.wall())
    await tx.interest.deleteMany({ where: { programmeId: programme.id } })
  })
  return { ...round, state: 'open' }
}
