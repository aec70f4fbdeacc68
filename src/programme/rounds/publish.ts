import type { Programme, Round, Workspace } from '../../database/generated/client.ts'
import { hashPool } from '../../matching/hash.ts'
import type { Reason } from '../../matching/result.ts'
import type { EffectWanted, Tx } from '../../outbox/effect.ts'
import { recordEffects } from '../../outbox/record.ts'
import { dateAt } from '../calendar/daytime.ts'
import { firstKnown } from '../calendar/zone.ts'
import type { Desk } from '../desk.ts'
import { newId, pairHash } from '../identifier.ts'
import { newsFor } from '../private-news.ts'
import { Problem } from '../problem.ts'
import { stepOf } from '../spaces/spaces.ts'
import { forumPostWanted } from '../topics/deliveries.ts'
import { planTopics } from '../topics/plan.ts'
import { announcing } from './announcing.ts'
import { moveOn, roundIn } from './current.ts'
import { loadPool, type SavedResult } from './draft.ts'

/** How many characters of a draft's hash name it. */
export const DRAFT_NAME = 8

interface Group {
  readonly members: readonly string[]
  readonly score: number
  readonly reasons: readonly Reason[]
}

/**
 * Publishes the draft of this name (the start of its inputs' hash): partnerships, and everything that has
 * to happen because of them, in one transaction. Refuses when anybody joined, left or changed their
 * profile since it was computed, and says so.
 */
export async function publishRound(
  desk: Desk,
  programme: Programme,
  draftName: string | undefined,
): Promise<{ round: Round; partnerships: number }> {
  const round = await roundIn(desk, programme.id, 'matching')
  const run = await desk.prisma.matchRun.findFirst({
    where: { roundId: round.id, publishedAt: null },
    orderBy: { createdAt: 'desc' },
  })
  if (!run || (draftName !== undefined && !run.inputsHash.startsWith(draftName)))
    throw new Problem('no-draft')
  const result = run.result as unknown as SavedResult
  const groups: Group[] = [
    ...result.pairs.map(({ a, b, score, reasons }) => ({ members: [a, b], score, reasons })),
    ...result.trios,
  ]
  const now = new Date(desk.clock.now())
  await desk.prisma.$transaction(async (tx) => {
    await moveOn(tx, round, 'publishing', { publishedAt: now })
    const pool = await loadPool(desk, tx, programme, round)
    if (hashPool(pool) !== run.inputsHash)
      throw outdated(
        result,
        pool.people.map(({ id }) => id),
      )
    await tx.matchRun.update({ where: { id: run.id }, data: { publishedAt: now } })
    const workspaces = await tx.workspace.findMany({ where: { programmeId: programme.id } })
    const effects = await formPartnerships(tx, desk, programme, round, groups, now)
    const notMatched = result.unmatched.map(({ id, why }) => ({ personId: id, why }))
    effects.push(...(await tellTheRest(tx, round, notMatched, now)))
    effects.push(...(await startTopics(tx, programme, round, workspaces, now)))
    effects.push(...workspaces.map((workspace) => announcing(round, workspace, 'kick-off')))
    await recordEffects(tx, effects, desk.wall())
  })
  return { round: { ...round, state: 'publishing', publishedAt: now }, partnerships: groups.length }
}

function outdated(result: SavedResult, nowIn: readonly string[]): Problem {
  const drafted = new Set([
    ...result.pairs.flatMap(({ a, b }) => [a, b]),
    ...result.trios.flatMap(({ members }) => members),
    ...result.unmatched.map(({ id }) => id),
  ])
  const current = new Set(nowIn)
  const came = [...current].filter((id) => !drafted.has(id)).length
  const went = [...drafted].filter((id) => !current.has(id)).length
  return new Problem('draft-outdated', { came, went, same: came + went === 0 ? 'yes' : 'no' })
}

async function formPartnerships(
  tx: Tx,
  desk: Desk,
  programme: Programme,
  round: Round,
  groups: readonly Group[],
  now: Date,
): Promise<EffectWanted[]> {
  const enrolments = await tx.enrolment.findMany({ where: { roundId: round.id, state: 'joined' } })
  const accountOf = new Map(enrolments.map(({ personId, accountId }) => [personId, accountId]))
  const accounts = await tx.account.findMany({ where: { id: { in: [...accountOf.values()] } } })
  const workspaceOf = new Map(accounts.map(({ personId, workspaceId }) => [personId, workspaceId]))
  const formed = groups.map((group) => {
    const workspaceId = workspaceOf.get(group.members[0] ?? '')
    if (!workspaceId) throw new Error('a partnership without a workspace')
    return { ...group, id: newId(), workspaceId }
  })
  await tx.partnership.createMany({
    data: formed.map(({ id, workspaceId, score, reasons }) => ({
      id,
      programmeId: programme.id,
      roundId: round.id,
      workspaceId,
      score,
      reasons: JSON.parse(JSON.stringify(reasons)),
      createdAt: now,
    })),
  })
  await tx.membership.createMany({
    data: formed.flatMap(({ id, members }) =>
      members.map((personId) => ({ partnershipId: id, personId, accountId: accountOf.get(personId) ?? '' })),
    ),
  })
  await tx.pastPair.createMany({
    data: formed.flatMap(({ members }) =>
      couples(members).map(([a, b]) => ({
        programmeId: programme.id,
        hash: pairHash(desk.secret, a, b),
        kind: 'partners',
        at: now,
      })),
    ),
    skipDuplicates: true,
  })
  const matched = formed.flatMap(({ members }) => members)
  await tx.enrolment.updateMany({
    where: { roundId: round.id, personId: { in: matched } },
    data: { state: 'matched', why: null, changedAt: now },
  })
  await tx.person.updateMany({ where: { id: { in: matched } }, data: { waited: 0 } })
  const spaces = formed.map(({ id, workspaceId }) => ({ id, partnershipId: id, workspaceId }))
  await tx.space.createMany({ data: spaces })
  const partnership = { programmeId: programme.id, roundId: round.id }
  return spaces.map((space) => stepOf({ ...space, partnership }, 'space'))
}

function couples(members: readonly string[]): [string, string][] {
  return members.flatMap((a, i) => members.slice(i + 1).map((b): [string, string] => [a, b]))
}

/** Nobody is left out without being told why: those without a partner hear of it in private. */
async function tellTheRest(
  tx: Tx,
  round: Round,
  notMatched: readonly { readonly personId: string; readonly why: string }[],
  now: Date,
): Promise<EffectWanted[]> {
  for (const why of new Set(notMatched.map((one) => one.why))) {
    const personIds = notMatched.filter((one) => one.why === why).map(({ personId }) => personId)
    await tx.enrolment.updateMany({
      where: { roundId: round.id, personId: { in: personIds } },
      data: { state: 'unmatched', why, changedAt: now },
    })
  }
  const left = await tx.enrolment.findMany({
    where: { roundId: round.id, state: { in: ['unmatched', 'waitlisted'] } },
  })
  await tx.person.updateMany({
    where: { id: { in: left.map(({ personId }) => personId) } },
    data: { waited: { increment: 1 } },
  })
  const accounts = await tx.account.findMany({
    where: { id: { in: left.map(({ accountId }) => accountId) } },
  })
  return newsFor(round, 'place', accounts)
}

/**
 * The round's topics with their days. The first is due now: in each partnership right after its
 * introduction, in the forums at once.
 */
async function startTopics(
  tx: Tx,
  programme: Programme,
  round: Round,
  workspaces: readonly Workspace[],
  now: Date,
): Promise<EffectWanted[]> {
  const first = await planTopics(tx, round, dateAt(now.getTime(), firstKnown(programme.zone)), now)
  const partnerships = await tx.partnership.findMany({ where: { roundId: round.id }, select: { id: true } })
  await tx.prompt.createMany({
    data: partnerships.map(({ id }) => ({
      roundTopicId: first.id,
      partnershipId: id,
      dueAt: now,
      recordedAt: now,
    })),
  })
  await tx.forumPost.createMany({
    data: workspaces.map(({ id }) => ({
      roundTopicId: first.id,
      workspaceId: id,
      dueAt: now,
      recordedAt: now,
    })),
  })
  return workspaces.map(({ id }) => forumPostWanted(first, round, id))
}
