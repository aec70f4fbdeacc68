import type { Programme, Round } from '../../database/generated/client.ts'
import { transaction } from '../../database/transaction.ts'
import { type Actor, audit } from '../audit.ts'
import type { Desk } from '../desk.ts'
import { requireAsked } from './current.ts'
import { lockRound } from './lock.ts'
import { takingPart } from './taking-part.ts'

/** In a small round a share of it would be one or two people: this many of a country are always welcome. */
export const LEAST_PER_COUNTRY = 5

/**
 * Closes registration. First come, first served: of each country, those beyond the programme's share of
 * the round are waitlisted, and come first the next time.
 *
 * @param asked the round that was asked about: `stale` is thrown where it is not this one any more
 */
export async function closeRegistration(
  desk: Desk,
  programme: Programme,
  by: Actor,
  asked?: string,
): Promise<{ round: Round; joined: number; waitlisted: number }> {
  const now = new Date(desk.clock.now())
  return transaction(desk.prisma, async (tx) => {
    const open = await lockRound(tx, { programmeId: programme.id }, 'open')
    requireAsked(open, asked)
    const { id } = open
    const joined = await takingPart(tx, id)
    const over = beyondCap(
      joined.map(({ enrolmentId, country, waited }) => ({ id: enrolmentId, country, waited })),
      programme.countryCap,
    )
    await tx.enrolment.updateMany({
      where: { id: { in: over } },
      data: { state: 'waitlisted', why: 'country_cap', changedAt: now },
    })
    const round = await tx.round.update({
      where: { id },
      data: { state: 'matching', registrationClosedAt: now },
    })
    const counts = { joined: joined.length - over.length, waitlisted: over.length }
    await audit(tx, desk, by, 'round-closed', [id], counts)
    return { round, ...counts }
  })
}

/**
 * Those beyond their country's share, of enrolments in the order in which they came. Whoever waited in an
 * earlier round comes before those who did not.
 *
 * @param percent of all enrolments that one country may have, 1…100
 */
export function beyondCap(
  enrolments: readonly { readonly id: string; readonly country: string; readonly waited: number }[],
  percent: number,
): string[] {
  const cap = Math.max(LEAST_PER_COUNTRY, Math.floor((enrolments.length * percent) / 100))
  const taken = new Map<string, number>()
  const inTurn = [...enrolments].sort((a, b) => b.waited - a.waited)
  return inTurn.flatMap(({ id, country }) => {
    const place = (taken.get(country) ?? 0) + 1
    taken.set(country, place)
    return place > cap ? [id] : []
  })
}
