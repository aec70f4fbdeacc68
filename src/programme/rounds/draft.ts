import type { Programme, Round } from '../../database/generated/client.ts'
import { transaction } from '../../database/transaction.ts'
import { matchAside } from '../../matching/aside.ts'
import type { MatchResult } from '../../matching/result.ts'
import type { Tx } from '../../outbox/effect.ts'
import { type Actor, audit } from '../audit.ts'
import type { Desk } from '../desk.ts'
import { newId } from '../identifier.ts'
import { Problem } from '../problem.ts'
import { requireAsked, roundIn } from './current.ts'
import { lockRound } from './lock.ts'
import { loadPool } from './pool.ts'

/** A draft as it is kept: its proof stands beside it. */
export type SavedResult = Omit<MatchResult, 'proof'>

/**
 * Computes a draft of who is paired with whom. Nobody hears of it before it is published.
 *
 * @param asked the round that was asked about: `stale` is thrown where it is not this one any more
 */
export async function computeDraft(
  desk: Desk,
  programme: Programme,
  by: Actor,
  asked?: string,
): Promise<{ round: Round; result: MatchResult }> {
  const round = await roundIn(desk, programme.id, 'matching')
  requireAsked(round, asked)
  const pool = await loadPool(desk, desk.prisma, programme, round)
  if (pool.people.length === 0) throw new Problem('nobody-joined', { number: round.number, id: round.id })
  const result = await matchAside(pool)
  await transaction(desk.prisma, async (tx) => {
    // Whatever happened while we computed: publishing compares the hash of what it was computed from.
    await lockRound(tx, { roundId: round.id }, 'matching')
    await tx.matchRun.deleteMany({ where: { roundId: round.id, publishedAt: null } })
    const { pairs, trios, unmatched } = result
    const counts = { pairs: pairs.length, trios: trios.length, unmatched: unmatched.length }
    await audit(tx, desk, by, 'round-drafted', [round.id], counts)
    await keep(tx, round, result, new Date(desk.clock.now()))
  })
  return { round, result }
}

/** A large draft and its proof are a million values, which take the database's client a second if they come as such. */
async function keep(
  tx: Tx,
  { id: roundId }: Round,
  { proof, ...said }: MatchResult,
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "MatchRun" ("id", "roundId", "inputsHash", "seed", "weight", "result", "certificate", "createdAt")
    VALUES (${newId()}, ${roundId}, ${said.inputsHash}, ${said.seed}, ${said.weight},
            ${JSON.stringify(said)}::jsonb, ${JSON.stringify(proof)}::jsonb, ${now})`
}
