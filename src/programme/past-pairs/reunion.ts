import type { Programme, Round } from '../../database/generated/client.ts'
import type { IdPair, Rules } from '../../matching/pool.ts'
import type { Tx } from '../../outbox/effect.ts'
import type { PastPair } from './past-pairs.ts'

/** Whether earlier partners may meet again, as a programme's rules have it. */
export type ReunionRule = Pick<Programme, 'reunion' | 'reunionAfter'>

/** The numbers of the rounds before this one in which there were partners, the latest first. */
export async function roundsBefore(tx: Tx, { programmeId, number }: Round): Promise<number[]> {
  const rounds = await tx.round.findMany({
    where: { programmeId, number: { lt: number }, publishedAt: { not: null } },
    select: { number: true },
    orderBy: { number: 'desc' },
  })
  return rounds.map((round) => round.number)
}

/**
 * Who of those who were partners is kept from being so again, who may be, and who is kept apart whatever the rule says.
 *
 * @param before the numbers of the rounds before this one in which there were partners: those that were called off do
 * not count as lying between
 */
export function reunions(
  { reunion, reunionAfter }: ReunionRule,
  past: readonly PastPair[],
  before: readonly number[],
): Required<Pick<Rules, 'never' | 'apart' | 'again'>> {
  const mayMeet = ({ round }: PastPair): boolean => {
    if (reunion === 'rather_than_nobody') return true
    return reunion === 'after' && before.filter((number) => number > (round ?? 0)).length >= reunionAfter
  }
  const avoid = past.filter(({ kind }) => kind === 'avoid')
  const partners = past.filter(({ kind }) => kind === 'partners')
  const pairs = (some: readonly PastPair[]): IdPair[] => some.map(({ people }) => people)
  return {
    // Where nobody meets again, those who avoid each other are earlier partners like all others: nobody learns of it.
    never: pairs([...partners.filter((pair) => !mayMeet(pair)), ...(reunion === 'never' ? avoid : [])]),
    apart: pairs(reunion === 'never' ? [] : avoid),
    again: { pairs: pairs(partners.filter(mayMeet)), lastResort: reunion === 'rather_than_nobody' },
  }
}
