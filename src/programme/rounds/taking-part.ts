import { Prisma } from '../../database/generated/client.ts'
import type { Tx } from '../../outbox/effect.ts'

/** Somebody who takes part in a round. */
export interface TakingPart {
  readonly enrolmentId: string
  readonly personId: string
  readonly accountId: string
  /** Where their space opens. */
  readonly workspaceId: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  /** Rounds in which they waited for a partner. */
  readonly waited: number
}

/**
 * Who takes part in a round: those who joined (or, once it is published, have a partner), with an account that
 * is still there, and with enough of a profile to be matched. Whoever counts, closes, drafts, publishes or
 * reviews asks this and nothing else. Joins go by ids alone, each of which is a key of its own, so that no plan
 * takes longer than there are people, whatever is known of the tables. Uses the index on (round, person).
 */
const who = (roundId: string) => Prisma.sql`
  FROM "Enrolment" e JOIN "Person" p ON p."id" = e."personId" JOIN "Account" a ON a."id" = e."accountId"
 WHERE e."roundId" = ${roundId} AND e."state" IN ('joined', 'matched')
   AND a."leftAt" IS NULL AND p."country" IS NOT NULL AND p."zone" IS NOT NULL`

/** In the order in which they joined. */
export function takingPart(tx: Tx, roundId: string): Promise<TakingPart[]> {
  return tx.$queryRaw<TakingPart[]>`
    SELECT e."id" AS "enrolmentId", e."personId", e."accountId", a."workspaceId", p."country", p."waited"
    ${who(roundId)} ORDER BY e."joinedAt", e."id"`
}

/** Whether all of some different people do. */
export async function allTakePart(tx: Tx, roundId: string, people: readonly string[]): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" ${who(roundId)} AND e."personId" = ANY(${[...people]}::text[])`
  return row?.count === people.length
}

/** How many do, and from how many countries. */
export async function howManyTakePart(
  tx: Tx,
  roundId: string,
): Promise<{ readonly people: number; readonly countries: number }> {
  const [row] = await tx.$queryRaw<{ people: number; countries: number }[]>`
    SELECT count(*)::int AS "people", count(DISTINCT p."country")::int AS "countries" ${who(roundId)}`
  return row ?? { people: 0, countries: 0 }
}
