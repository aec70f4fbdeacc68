import type { Account, Enrolment, Round } from '../database/generated/client.ts'
import { transaction } from '../database/transaction.ts'
import { wishAccess } from './channel-access.ts'
import type { Desk } from './desk.ts'
import { expressInterest } from './interest.ts'
import type { KnownAccount } from './people.ts'
import { Problem, type ProblemCode } from './problem.ts'
import { isComplete } from './profile/profile.ts'
import { lockRoundIfAny } from './rounds/lock.ts'
import { standing } from './standing.ts'

/** What wanting to join comes to for somebody at this moment. */
export type Joining =
  /** No round takes people: they will be told of the next. */
  | { readonly kind: 'noted' }
  | { readonly kind: 'in-already'; readonly round: Round }
  | { readonly kind: 'matched-already'; readonly round: Round; readonly enrolment: Enrolment }
  /** Something is missing of their profile. */
  | { readonly kind: 'profile-first'; readonly round: Round }
  /** Their profile is whole: is it still right? */
  | { readonly kind: 'confirm'; readonly round: Round }

/** Who cannot be let into a channel with a partner, by the kind of guest that their workspace says they are. */
const KEPT_OUT: Readonly<Record<string, ProblemCode>> = {
  'single-channel': 'guest-single-channel',
  stranger: 'guest-stranger',
}

/**
 * Nobody takes part who could not be let in where their partner waits.
 *
 * @param guest the kind of guest that they are, where the workspace says so
 * @throws Problem that says what they can do
 */
export function requireRoom(guest: string | undefined): void {
  const code = guest === undefined ? undefined : KEPT_OUT[guest]
  if (code) throw new Problem(code)
}

/**
 * What somebody who wants to join is to be asked or told, noting their interest where no round is open.
 *
 * @param roundId the round that an announcement invited to; without one, the one that is open
 * @throws Problem `registration-closed` where that round no longer takes people
 */
export async function askToJoin(desk: Desk, account: KnownAccount, roundId?: string): Promise<Joining> {
  const { person } = account
  const { round, enrolment, partnered } = await standing(desk, person)
  if (roundId !== undefined && round?.id !== roundId) throw await closed(desk, person.programmeId, roundId)
  if (round && enrolment?.state === 'joined') return { kind: 'in-already', round }
  if (round && enrolment?.state === 'matched' && partnered)
    return { kind: 'matched-already', round, enrolment }
  if (round?.state === 'open') return { kind: isComplete(person) ? 'confirm' : 'profile-first', round }
  await expressInterest(desk, account)
  return { kind: 'noted' }
}

/**
 * Enrols somebody in this round, with the account they ask from: their space opens there. Joining again
 * after withdrawing takes a new place in the line; joining twice changes nothing.
 *
 * @throws Problem `registration-closed` where that round does not take people (any more)
 */
export async function joinRound(desk: Desk, account: Account, roundId: string): Promise<Round> {
  const { id: accountId, personId, programmeId } = account
  const now = new Date(desk.clock.now())
  return transaction(desk.prisma, async (tx) => {
    // Holds the round's state while we enrol: nobody slips into a round that is being closed.
    const round = await lockRoundIfAny(tx, { roundId })
    if (round?.programmeId !== programmeId) throw new Problem('stale')
    if (round.state !== 'open') throw notTaken(round)
    await tx.enrolment.createMany({
      data: [{ programmeId, roundId, personId, accountId, joinedAt: now, changedAt: now }],
      skipDuplicates: true,
    })
    await tx.enrolment.updateMany({
      where: { roundId, personId, state: 'withdrawn' },
      data: { state: 'joined', accountId, why: null, joinedAt: now, changedAt: now },
    })
    await tx.interest.deleteMany({ where: { personId } })
    await wishAccess(tx, desk, accountId)
    return round
  })
}

/** Why a round cannot be joined: it is none of this programme's, or it takes nobody any more. */
async function closed({ prisma }: Desk, programmeId: string, roundId: string): Promise<Problem> {
  const round = await prisma.round.findFirst({ where: { id: roundId, programmeId } })
  return round ? notTaken(round) : new Problem('stale')
}

function notTaken({ number, calledOffAt }: Round): Problem {
  return new Problem(calledOffAt ? 'round-called-off' : 'registration-closed', { number })
}
