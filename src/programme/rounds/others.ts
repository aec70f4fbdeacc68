import type { Programme, Round } from '../../database/generated/client.ts'
import { alternativesAside } from '../../matching/aside.ts'
import type { Alternative } from '../../matching/what-if.ts'
import type { Desk } from '../desk.ts'
import { requireAsked, roundIn } from './current.ts'
import { loadPool } from './pool.ts'

/** Partners that are offered in place of the one in the draft, for each of a pair. */
const OFFERED = 3

export interface OtherPartners {
  readonly id: string
  /** Those with whom the round would lose least first; nobody where the rules allow no one else. */
  readonly others: readonly Alternative[]
}

/**
 * With whom each of two people could be paired instead, and what each of that would cost the round.
 *
 * @param asked the round that was asked about: `stale` is thrown where it is not this one any more
 */
export async function otherPartners(
  desk: Desk,
  programme: Programme,
  people: readonly [string, string],
  asked?: string,
): Promise<{ readonly round: Round; readonly people: readonly OtherPartners[] }> {
  const round = await roundIn(desk, programme.id, 'matching')
  requireAsked(round, asked)
  const pool = await loadPool(desk, desk.prisma, programme, round)
  const found = await alternativesAside(pool, people, OFFERED)
  return { round, people: people.map((id, at) => ({ id, others: found[at] ?? [] })) }
}
