import type { Programme, Round, RoundState } from '../../database/generated/client.ts'
import type { Desk } from '../desk.ts'
import { requireAsked, roundIn } from './current.ts'

/** How much of a round a step would touch that cannot be taken back. */
export interface AtStake {
  readonly round: Round
  /** Who joined and has not left, those on the waiting list among them. */
  readonly people: number
  readonly waiting: number
  readonly draft: boolean
  /** Those with somebody in a space that is open. */
  readonly partnerships: number
  /** Spaces that are not open, with somebody who waits for them. */
  readonly unopened: number
  /** Those whose day has not come. */
  readonly topics: number
}

/**
 * The current round, which must be in one of these states, and what is at stake in it.
 *
 * @param asked the round that was asked about: `stale` is thrown where it is not this one any more
 */
export async function atStake(
  desk: Desk,
  programme: Programme,
  states: readonly RoundState[],
  asked?: string,
): Promise<AtStake> {
  const { prisma } = desk
  const round = await roundIn(desk, programme.id, ...states)
  requireAsked(round, asked)
  const of = { roundId: round.id }
  const waiting = await prisma.enrolment.count({ where: { ...of, state: 'waitlisted' } })
  const joined = await prisma.enrolment.count({ where: { ...of, state: { in: ['joined', 'matched'] } } })
  const members = { some: { leftAt: null } }
  return {
    round,
    people: joined + waiting,
    waiting,
    draft: (await prisma.matchRun.count({ where: { ...of, publishedAt: null } })) > 0,
    partnerships: await prisma.partnership.count({
      where: { ...of, members, spaces: { some: { ref: { not: null }, closedAt: null } } },
    }),
    unopened: await prisma.space.count({
      where: { ref: null, partnership: { ...of, endedAt: null, members } },
    }),
    topics: await prisma.roundTopic.count({ where: { ...of, issuedAt: null } }),
  }
}
