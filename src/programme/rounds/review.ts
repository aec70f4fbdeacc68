import type { PairRuleKind, Programme } from '../../database/generated/client.ts'
import { transaction } from '../../database/transaction.ts'
import { whatIfAside } from '../../matching/aside.ts'
import type { Pairing } from '../../matching/result.ts'
import { type Actor, audit } from '../audit.ts'
import type { Desk } from '../desk.ts'
import { Problem } from '../problem.ts'
import { requireAsked, roundIn } from './current.ts'
import { keptDraft } from './latest-draft.ts'
import { lockRound } from './lock.ts'
import { loadPool } from './pool.ts'
import { allTakePart } from './taking-part.ts'

export interface ReviewedPair {
  readonly pair: Pairing
  readonly decided: PairRuleKind | undefined
  /** What keeping them apart would cost the whole round; undefined where that is decided already. */
  readonly cost: { readonly pairs: number; readonly points: number } | undefined
}

export interface ReviewPage {
  readonly roundId: string
  /** The draft's inputs' hash. */
  readonly draft: string
  /** Zero-based. */
  readonly page: number
  readonly pages: number
  /** The weakest pairs first. */
  readonly pairs: readonly ReviewedPair[]
}

/** How many pairs an organiser looks at at a time. */
const A_PAGE = 5

/**
 * A page of the draft, the weakest pairs first. A page that does not exist gives the nearest one.
 *
 * @param asked the round that was asked about: `stale` is thrown where it is not this one any more
 */
export async function reviewDraft(
  desk: Desk,
  programme: Programme,
  page: number,
  asked?: string,
): Promise<ReviewPage> {
  const round = await roundIn(desk, programme.id, 'matching')
  requireAsked(round, asked)
  const kept = await keptDraft(desk.prisma, round.id)
  if (!kept) throw new Problem('no-draft', { id: round.id })
  const { pairs } = kept.result
  const decisions = await desk.prisma.pairRule.findMany({ where: { roundId: round.id } })
  const decided = new Map(decisions.map(({ oneId, otherId, kind }) => [`${oneId} ${otherId}`, kind]))
  const pages = Math.max(1, Math.ceil(pairs.length / A_PAGE))
  const at = Math.min(Math.max(0, page), pages - 1)
  const inOrder = [...pairs].sort((one, other) => one.score - other.score || (one.a < other.a ? -1 : 1))
  const shown = inOrder.slice(at * A_PAGE, (at + 1) * A_PAGE)
  const pool = await loadPool(desk, desk.prisma, programme, round)
  const costs = await whatIfAside(
    pool,
    shown.map(({ a, b }) => [a, b]),
  )
  return {
    roundId: round.id,
    draft: kept.run.inputsHash,
    page: at,
    pages,
    pairs: shown.map((pair, index) => {
      const decision = decided.get(`${pair.a} ${pair.b}`)
      return { pair, decided: decision, cost: decision ? undefined : costs[index] }
    }),
  }
}

/**
 * Keeps two people together, or apart, in every draft of the round that is computed from now on; without
 * a decision, takes an earlier one back. A person who is kept with somebody is not kept with another.
 *
 * @param asked the round that was asked about: `stale` is thrown where it is not this one any more
 */
export async function decidePair(
  desk: Desk,
  programme: Programme,
  people: readonly [string, string],
  decision: PairRuleKind | undefined,
  by: Actor,
  asked?: string,
): Promise<void> {
  const [oneId, otherId] = [...people].sort() as [string, string]
  await transaction(desk.prisma, async (tx) => {
    const round = await lockRound(tx, { programmeId: programme.id }, 'matching')
    requireAsked(round, asked)
    const { id: roundId, programmeId } = round
    if (oneId === otherId || !(await allTakePart(tx, roundId, [oneId, otherId]))) throw new Problem('stale')
    const both = { in: [oneId, otherId] }
    await tx.pairRule.deleteMany({
      where: {
        roundId,
        OR: [
          { oneId, otherId },
          ...(decision === 'lock' ? [{ kind: decision, OR: [{ oneId: both }, { otherId: both }] }] : []),
        ],
      },
    })
    await audit(tx, desk, by, 'pair-decided', [oneId, otherId], { decision: decision ?? null })
    if (decision === undefined) return
    const at = new Date(desk.clock.now())
    await tx.pairRule.create({ data: { programmeId, roundId, oneId, otherId, kind: decision, at } })
  })
}
