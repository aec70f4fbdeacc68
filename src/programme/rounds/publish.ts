import type { Programme, Round } from '../../database/generated/client.ts'
import { transaction } from '../../database/transaction.ts'
import { hashPool } from '../../matching/hash.ts'
import type { Tx } from '../../outbox/effect.ts'
import { recordEffects } from '../../outbox/record.ts'
import { type Actor, audit } from '../audit.ts'
import { firstKnown } from '../calendar/zone.ts'
import type { Desk } from '../desk.ts'
import { Problem } from '../problem.ts'
import { startTopics } from '../topics/start.ts'
import { connectedIn } from '../workspaces.ts'
import { announcing } from './announcing.ts'
import { requireAsked } from './current.ts'
import { formPartnerships } from './form-partnerships.ts'
import { changedSince, draftNameOf, keptDraft } from './latest-draft.ts'
import { lockRound } from './lock.ts'
import { identitiesAmong, poolOf } from './pool.ts'
import { takingPart } from './taking-part.ts'
import { tellTheRest } from './tell-the-rest.ts'

/** A draft that still fits, before it is published: what that would do. */
export interface Publishable {
  readonly name: string
  readonly round: Round
  readonly partnerships: number
  /** How many of those who take part would have no partner. */
  readonly left: number
}

/**
 * Looks at what publishing the draft of this name (the latest without one) would do.
 *
 * @param asked the round that was asked about: `stale` is thrown where it is not this one any more
 * @throws Problem as publishing it would
 */
export async function publishable(
  desk: Desk,
  programme: Programme,
  draftName: string | undefined,
  asked?: string,
): Promise<Publishable> {
  return transaction(desk.prisma, async (tx) => {
    const { drafted, run, result } = await fittingDraft(tx, desk, programme, draftName, asked)
    const partnerships = result.pairs.length + result.trios.length
    return { name: draftNameOf(run.inputsHash), round: drafted, partnerships, left: result.unmatched.length }
  })
}

/**
 * Publishes the draft of this name (the start of its inputs' hash): partnerships, and everything that has
 * to happen because of them, in one transaction. Refuses when anybody joined, left or changed their
 * profile since it was computed, and says so; and where it pairs nobody.
 *
 * @param asked the round that was asked about: `stale` is thrown where it is not this one any more
 */
export async function publishRound(
  desk: Desk,
  programme: Programme,
  draftName: string | undefined,
  by: Actor,
  asked?: string,
): Promise<{ round: Round; partnerships: number }> {
  const now = new Date(desk.clock.now())
  return transaction(desk.prisma, async (tx) => {
    const { drafted, run, result, taking, identities } = await fittingDraft(
      tx,
      desk,
      programme,
      draftName,
      asked,
    )
    const roundId = drafted.id
    const round = await tx.round.update({
      where: { id: roundId },
      data: { state: 'publishing', publishedAt: now },
    })
    await tx.matchRun.update({ where: { id: run.id }, data: { publishedAt: now } })
    const workspaces = await tx.workspace.findMany({ where: connectedIn(programme.id) })
    const groups = [
      ...result.pairs.map(({ a, b, score, reasons }) => ({ members: [a, b], score, reasons })),
      ...result.trios,
    ]
    const effects = [
      ...(await formPartnerships(tx, round, groups, taking, identities, now)),
      ...(await tellTheRest(tx, round, result.unmatched, now)),
      ...(await startTopics(tx, round, firstKnown(programme.zone), workspaces, now)),
      ...workspaces.map((workspace) => announcing(round, workspace, 'kick-off')),
    ]
    await recordEffects(tx, effects, desk.wall())
    const counts = { draft: draftNameOf(run.inputsHash), partnerships: groups.length }
    await audit(tx, desk, by, 'round-published', [roundId], counts)
    return { round, partnerships: groups.length }
  })
}

/** The draft, with the round's row taken; refused where it is not what would be computed now. */
async function fittingDraft(
  tx: Tx,
  desk: Desk,
  programme: Programme,
  draftName: string | undefined,
  asked: string | undefined,
) {
  const drafted = await lockRound(tx, { programmeId: programme.id }, 'matching')
  requireAsked(drafted, asked)
  const { id, number } = drafted
  const { run, result } = await draftOf(tx, id, draftName)
  if (result.pairs.length + result.trios.length === 0) throw new Problem('nobody-paired', { number, id })
  const taking = await takingPart(tx, drafted.id)
  const identities = await identitiesAmong(desk, tx, taking)
  const pool = await poolOf(tx, programme, drafted, taking, identities)
  if (hashPool(pool) !== run.inputsHash) {
    const { came, went } = changedSince(result, pool.people)
    throw new Problem('draft-outdated', { came, went, same: came + went === 0 ? 'yes' : 'no', id })
  }
  return { drafted, run, result, taking, identities }
}

async function draftOf(tx: Tx, roundId: string, name: string | undefined) {
  const kept = await keptDraft(tx, roundId)
  if (!kept || (name !== undefined && !kept.run.inputsHash.startsWith(name)))
    throw new Problem('no-draft', { id: roundId })
  return kept
}
