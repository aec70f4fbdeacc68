import type { Round } from '../../database/generated/client.ts'
import type { Reason } from '../../matching/result.ts'
import type { EffectWanted, Tx } from '../../outbox/effect.ts'
import { newId } from '../identifier.ts'
import { couples } from '../past-pairs/convert.ts'
import { type Identities, rememberPairs } from '../past-pairs/past-pairs.ts'
import { stepOf } from '../spaces/spaces.ts'
import type { TakingPart } from './taking-part.ts'

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
  taking: readonly TakingPart[],
  identities: Identities,
  now: Date,
): Promise<EffectWanted[]> {
  const { id: roundId, programmeId } = round
  const takes = new Map(taking.map((one) => [one.personId, one]))
  const formed = groups.map(({ members, ...group }) => {
    const accounts = members.map((personId) => takes.get(personId))
    const [home] = accounts
    if (!home) throw new Error('a partnership of somebody who does not take part')
    const workspaces = [...new Set(accounts.flatMap((account) => account?.workspaceId ?? []))]
    return { ...group, id: newId(), members, home: home.workspaceId, workspaces }
  })
  await makePartnerships(tx, round, formed, now)
  await joinMembers(
    tx,
    roundId,
    formed.flatMap(({ id, members }) => members.map((personId) => ({ partnershipId: id, personId }))),
  )
  const spaces = formed.flatMap(({ id, workspaces }) =>
    workspaces.map((workspaceId, at) => ({ id: at === 0 ? id : newId(), partnershipId: id, workspaceId })),
  )
  await makeSpaces(tx, programmeId, spaces)
  const pairs = formed.flatMap(({ members }) => couples(members))
  const partners = pairs.map((people) => ({
    kind: 'partners' as const,
    people,
    round: round.number,
    at: now,
  }))
  await rememberPairs(tx, programmeId, partners, identities)
  await markMatched(tx, roundId, now)
  return spaces.map((space) => stepOf({ ...space, partnership: { programmeId, roundId } }, 'space'))
}

interface NewPartnership {
  readonly id: string
  readonly home: string
  readonly score: number
  readonly reasons: readonly Reason[]
}

async function makePartnerships(
  tx: Tx,
  { id: roundId, programmeId }: Round,
  formed: readonly NewPartnership[],
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Partnership" ("id", "programmeId", "roundId", "workspaceId", "score", "reasons", "createdAt")
    SELECT f."id", ${programmeId}, ${roundId}, f."home", f."score", f."reasons"::jsonb, ${now}
      FROM unnest(${formed.map(({ id }) => id)}::text[], ${formed.map(({ home }) => home)}::text[],
                  ${formed.map(({ score }) => score)}::int[],
                  ${formed.map(({ reasons }) => JSON.stringify(reasons))}::text[])
        AS f ("id", "home", "score", "reasons")`
}

interface NewSpace {
  readonly id: string
  readonly partnershipId: string
  readonly workspaceId: string
}

/** Each with the account that they take part with. Uses the index on (round, person). */
async function joinMembers(
  tx: Tx,
  roundId: string,
  members: readonly { readonly partnershipId: string; readonly personId: string }[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Membership" ("programmeId", "partnershipId", "personId", "accountId")
    SELECT e."programmeId", m."partnershipId", e."personId", e."accountId"
      FROM unnest(${members.map(({ partnershipId }) => partnershipId)}::text[],
                  ${members.map(({ personId }) => personId)}::text[]) AS m ("partnershipId", "personId")
      JOIN "Enrolment" e ON e."roundId" = ${roundId} AND e."personId" = m."personId"`
}

async function makeSpaces(tx: Tx, programmeId: string, spaces: readonly NewSpace[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Space" ("id", "programmeId", "partnershipId", "workspaceId")
    SELECT s."id", ${programmeId}, s."partnershipId", s."workspaceId"
      FROM unnest(${spaces.map(({ id }) => id)}::text[],
                  ${spaces.map(({ partnershipId }) => partnershipId)}::text[],
                  ${spaces.map(({ workspaceId }) => workspaceId)}::text[]) AS s ("id", "partnershipId", "workspaceId")`
}

/** Everybody who is in a partnership of the round has waited enough. Uses the index on (round, person). */
async function markMatched(tx: Tx, roundId: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    WITH matched AS (
      UPDATE "Enrolment" AS e SET "state" = 'matched', "why" = NULL, "changedAt" = ${now}
        FROM "Partnership" p JOIN "Membership" m ON m."partnershipId" = p."id"
       WHERE p."roundId" = ${roundId} AND e."roundId" = p."roundId" AND e."personId" = m."personId"
      RETURNING e."personId"
    )
    UPDATE "Person" SET "waited" = 0 FROM matched WHERE "id" = matched."personId" AND "waited" > 0`
}
