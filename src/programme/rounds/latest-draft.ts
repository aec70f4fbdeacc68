import type { MatchRun, Programme, Round } from '../../database/generated/client.ts'
import { hashPool } from '../../matching/hash.ts'
import type { Tx } from '../../outbox/effect.ts'
import type { Desk } from '../desk.ts'
import type { SavedResult } from './draft.ts'
import { loadPool } from './pool.ts'

/** How many characters of a draft's hash name it. */
const NAME_LENGTH = 8

/** What a draft is called: the start of its inputs' hash. */
export const draftNameOf = (inputsHash: string): string => inputsHash.slice(0, NAME_LENGTH)

/** How many people have come to a round, and left it, since its draft was made. */
export interface ChangedSince {
  readonly came: number
  readonly went: number
}

/** The latest draft of a round, before it is published. */
export interface LatestDraft {
  readonly name: string
  /** Epoch ms. */
  readonly madeAt: number
  readonly partnerships: number
  /** How many of those who took part then have no partner in it. */
  readonly left: number
  /** Undefined where it still fits: matching now would come to the same. */
  readonly changed: ChangedSince | undefined
}

/** The draft that a round has, and whether it still fits. */
export async function latestDraft(
  desk: Desk,
  programme: Programme,
  round: Round,
): Promise<LatestDraft | undefined> {
  const kept = await keptDraft(desk.prisma, round.id)
  if (!kept) return undefined
  const { run, result } = kept
  const pool = await loadPool(desk, desk.prisma, programme, round)
  const fits = hashPool(pool) === run.inputsHash
  return {
    name: draftNameOf(run.inputsHash),
    madeAt: run.createdAt.getTime(),
    partnerships: result.pairs.length + result.trios.length,
    left: result.unmatched.length,
    changed: fits ? undefined : changedSince(result, pool.people),
  }
}

/** The draft of a round as it is kept, its proof left out. */
export async function keptDraft(
  tx: Tx,
  roundId: string,
): Promise<{ run: Omit<MatchRun, 'certificate'>; result: SavedResult } | undefined> {
  const run = await tx.matchRun.findFirst({
    where: { roundId, publishedAt: null },
    orderBy: { createdAt: 'desc' },
    omit: { certificate: true },
  })
  return run ? { run, result: run.result as unknown as SavedResult } : undefined
}

/** Who of those who take part now is not in a draft, and who of it no longer takes part. */
export function changedSince(result: SavedResult, people: readonly { readonly id: string }[]): ChangedSince {
  const drafted = new Set([
    ...result.pairs.flatMap(({ a, b }) => [a, b]),
    ...result.trios.flatMap(({ members }) => members),
    ...result.unmatched.map(({ id }) => id),
  ])
  const current = new Set(people.map(({ id }) => id))
  return {
    came: [...current].filter((id) => !drafted.has(id)).length,
    went: [...drafted].filter((id) => !current.has(id)).length,
  }
}
