import type { Round, RoundState } from '../../database/generated/client.ts'
import type { Tx } from '../../outbox/effect.ts'
import { Problem } from '../problem.ts'
import { wrongState } from './current.ts'

/** The programme's current round, or a certain one. */
export type WhichRound = { readonly programmeId: string } | { readonly roundId: string }

/**
 * Takes a round's row until the transaction ends: joining, leaving, closing, drafting, publishing and ending
 * go one after the other, and what is read after this is what the one before left. The round is in one of
 * `states`.
 *
 * @throws Problem `no-round` where there is none, `wrong-state` where it is in another state
 */
export async function lockRound(tx: Tx, which: WhichRound, ...states: readonly RoundState[]): Promise<Round> {
  const round = await lockRoundIfAny(tx, which)
  if (!round) throw new Problem('no-round')
  if (!states.includes(round.state)) throw wrongState(round)
  return round
}

/** The same, whatever state it is in; undefined where there is no round. */
export async function lockRoundIfAny(tx: Tx, which: WhichRound): Promise<Round | undefined> {
  const [locked] =
    'roundId' in which
      ? await tx.$queryRaw<
          { id: string }[]
        >`SELECT "id" FROM "Round" WHERE "id" = ${which.roundId} FOR UPDATE`
      : await tx.$queryRaw<{ id: string }[]>`
          SELECT "id" FROM "Round" WHERE "programmeId" = ${which.programmeId} AND "state" <> 'closed' FOR UPDATE`
  return locked && tx.round.findUniqueOrThrow({ where: { id: locked.id } })
}
