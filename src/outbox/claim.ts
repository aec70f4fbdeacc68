import { Prisma, type PrismaClient } from '../database/generated/client.ts'
import { CALL_LIMIT_MS, type Effect } from './effect.ts'

/** A claimed effect, and whether an earlier request of it may have done its work already. */
export interface Claim {
  readonly effect: Effect
  readonly look: boolean
}

interface ClaimedRow {
  id: string
  programmeId: string
  workspaceId: string
  kind: string
  key: string
  payload: Effect['payload']
  attempt: number
  token: number
  firstCallAt: Date | null
  trace: string | null
}

/**
 * Takes up to `limit` effects that are due, in turns between the programmes, so that a small one does not
 * wait behind a large one's publication, and within a programme between its workspaces: those that are
 * under way count as the first turns. No programme has more than `MOST_OF_ONE` at once, no workspace more
 * than `MOST_IN_ONE`. What a dead process left is taken too: a claim that never called is simply done
 * again; a call whose lease has run out is looked for first.
 *
 * A workspace that is halted gets one try a minute, to notice that the permission was granted.
 * Uses the index on (state, notBefore).
 *
 * @param busy the effects that the asking process has under way: it is not dead, whatever their leases say
 *   when its clock was set forward meanwhile
 * @param keeper the name of the asking process, where there may be several: it gets effects of the
 *   workspaces that it looks after, and no others
 */
export async function claimEffects(
  prisma: PrismaClient,
  limit: number,
  wallNow: number,
  busy: readonly string[] = [],
  keeper?: string,
): Promise<Claim[]> {
  const now = new Date(wallNow)
  const lease = new Date(wallNow + CALL_LIMIT_MS)
  const halted = new Date(wallNow - HALT_RETRY_MS)
  const kept = keeper === undefined ? Prisma.empty : Prisma.sql`AND w."keeperId" = ${keeper}`
  const rows = await prisma.$queryRaw<ClaimedRow[]>`
    WITH busy AS (
      SELECT "programmeId", "workspaceId" FROM "Effect" WHERE "id" = ANY(${[...busy]}::text[])
    ), places AS (
      SELECT d."id", d."programmeId", d."createdAt", w."haltedAt",
             row_number() OVER (PARTITION BY d."workspaceId" ORDER BY d."createdAt", d."id")
               + coalesce(b."count", 0) AS place
        FROM "Effect" d JOIN "Workspace" w ON w."id" = d."workspaceId"
        LEFT JOIN (SELECT "workspaceId", count(*) AS "count" FROM busy GROUP BY "workspaceId") b
               ON b."workspaceId" = d."workspaceId"
       WHERE (d."state" IN ('ready', 'unknown') AND d."notBefore" <= ${now}
              OR d."state" IN ('claimed', 'calling') AND d."leaseUntil" <= ${now})
         AND (w."haltedAt" IS NULL OR w."haltedAt" <= ${halted})
         AND d."id" <> ALL(${[...busy]}::text[])
         ${kept}
    ), turns AS (
      SELECT p."id",
             row_number() OVER (PARTITION BY p."programmeId" ORDER BY p.place, p."createdAt", p."id")
               + coalesce(b."count", 0) AS turn
        FROM places p
        LEFT JOIN (SELECT "programmeId", count(*) AS "count" FROM busy GROUP BY "programmeId") b
               ON b."programmeId" = p."programmeId"
       WHERE p.place <= CASE WHEN p."haltedAt" IS NULL THEN ${MOST_IN_ONE} ELSE 1 END
    ), mine AS (
      SELECT l."id" FROM "Effect" l
       WHERE l."id" IN (SELECT t."id" FROM turns t
                         WHERE t.turn <= ${MOST_OF_ONE} ORDER BY t.turn LIMIT ${limit})
         AND (l."state" IN ('ready', 'unknown') AND l."notBefore" <= ${now}
              OR l."state" IN ('claimed', 'calling') AND l."leaseUntil" <= ${now})
         FOR UPDATE SKIP LOCKED
    )
    UPDATE "Effect" AS e
       SET "state" = 'claimed', "token" = e."token" + 1, "attempt" = e."attempt" + 1, "leaseUntil" = ${lease}
      FROM mine WHERE e."id" = mine."id"
    RETURNING e."id", e."programmeId", e."workspaceId", e."kind", e."key", e."payload", e."attempt", e."token",
              e."firstCallAt", e."trace"`
  return rows.map((row) => ({
    effect: { ...row, firstCallAt: row.firstCallAt?.getTime() },
    look: row.firstCallAt !== null,
  }))
}

/**
 * How many effects of one workspace a process carries out at once: what waits for one workspace's limits
 * leaves hands for the programme's others.
 */
export const MOST_IN_ONE = 16
/** How many effects of one programme a process carries out at once; the others' hands stay free. */
export const MOST_OF_ONE = 2 * MOST_IN_ONE
const HALT_RETRY_MS = 60_000
