import type { Prisma, Round, RoundState, Topic } from '../../database/generated/client.ts'
import type { Tx } from '../../outbox/effect.ts'
import type { Desk } from '../desk.ts'
import { Problem } from '../problem.ts'

/** How the round that is not closed yet, of which a programme has one at most, is chosen among a programme's rounds. */
export const CURRENT = {
  where: { state: { not: 'closed' } },
  orderBy: { number: 'desc' },
  take: 1,
} satisfies Prisma.Programme$roundsArgs

/** The round that is not closed yet. */
export function currentRound(desk: Desk | { prisma: Tx }, programmeId: string): Promise<Round | null> {
  const { where, orderBy } = CURRENT
  return desk.prisma.round.findFirst({ where: { programmeId, ...where }, orderBy })
}

/** The current round, which must be in one of these states. */
export async function roundIn(desk: Desk, programmeId: string, ...states: RoundState[]): Promise<Round> {
  const round = await currentRound(desk, programmeId)
  if (!round) throw new Problem('no-round')
  if (!states.includes(round.state)) throw wrongState(round)
  return round
}

export function wrongState({ id, number, state }: Round): Problem {
  return new Problem('wrong-state', { number, state, id })
}

/** What was asked about where there was no round. */
export const NO_ROUND = 'none'

/**
 * Nothing is done to another round than the one that was asked about.
 *
 * @param asked its id; undefined where whichever is current was meant
 * @throws Problem `stale`
 */
export function requireAsked({ id }: Round, asked: string | undefined): void {
  if (asked !== undefined && asked !== id) throw new Problem('stale')
}

export function roundById({ prisma }: Desk, id: string): Promise<Round> {
  return prisma.round.findUniqueOrThrow({ where: { id } })
}

/** The topic with which a round begins, once it is published. */
export async function firstTopic({ prisma }: Desk, roundId: string): Promise<Topic | undefined> {
  const first = await prisma.roundTopic.findFirst({ where: { roundId, index: 0 }, include: { topic: true } })
  return first?.topic
}
