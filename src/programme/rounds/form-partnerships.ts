import type { Round } from '../../database/generated/client.ts'
import type { Reason } from '../../matching/result.ts'
import type { EffectWanted, Tx } from '../../outbox/effect.ts'
import { newId } from '../identifier.ts'
import { couples } from '../past-pairs/convert.ts'
import { type Identities, rememberPairs } from '../past-pairs/past-pairs.ts'
import { stepOf } from '../spaces/spaces.ts'
import { takingPart } from './taking-part.ts'

/** People who are partners in a draft. */
export interface Group {
  readonly members: readonly string[]
  readonly score: number
  readonly reasons: readonly Reason[]
}

/**
 * Makes partnerships of groups, each with a space in every workspace that its members are in; they are not paired
 * again.
 *
 * @returns what opens their spaces
 */
export async function formPartnerships(
  tx: Tx,
  round: Round,
  groups: readonly Group[],
  identities: Identities,
  now: Date,
): Promise<EffectWanted[]> {
  const { id: roundId, programmeId } = round
  const enrolments = await tx.enrolment.findMany({
    where: takingPart(roundId),
    select: { personId: true, account: { select: { id: true, workspaceId: true } } },
  })
  const accountOf = new Map(enrolments.map(({ personId, account }) => [personId, account]))
  const formed = groups.map(({ members, ...group }) => {
    const accounts = members.map((personId) => accountOf.get(personId))
    const [home] = accounts
    if (!home) throw new Error('a partnership of somebody who does not take part')
    const workspaces = [...new Set(accounts.flatMap((account) => account?.workspaceId ?? []))]
    return { ...group, id: newId(), members, home: home.workspaceId, workspaces }
  })
  await tx.partnership.createMany({
    data: formed.map(({ id, home, score, reasons }) => ({
      id,
      programmeId,
      roundId,
      workspaceId: home,
      score,
      reasons: JSON.parse(JSON.stringify(reasons)),
      createdAt: now,
    })),
  })
  await tx.membership.createMany({
    data: formed.flatMap(({ id, members }) =>
      members.map((personId) => ({
        programmeId,
        partnershipId: id,
        personId,
        accountId: accountOf.get(personId)?.id ?? '',
      })),
    ),
  })
  const spaces = formed.flatMap(({ id, workspaces }) =>
    workspaces.map((workspaceId, at) => ({
      id: at === 0 ? id : newId(),
      programmeId,
      partnershipId: id,
      workspaceId,
    })),
  )
  await tx.space.createMany({ data: spaces })
  const pairs = formed.flatMap(({ members }) => couples(members))
  const partners = pairs.map((people) => ({
    kind: 'partners' as const,
    people,
    round: round.number,
    at: now,
  }))
  await rememberPairs(tx, programmeId, partners, identities)
  const matched = formed.flatMap(({ members }) => members)
  await tx.enrolment.updateMany({
    where: { roundId, personId: { in: matched } },
    data: { state: 'matched', why: null, changedAt: now },
  })
  await tx.person.updateMany({ where: { id: { in: matched } }, data: { waited: 0 } })
  return spaces.map((space) => stepOf({ ...space, partnership: { programmeId, roundId } }, 'space'))
}
