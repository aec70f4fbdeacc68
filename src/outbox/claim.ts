import { Prisma, type PrismaClient } from '../database/generated/client.ts'
import { CALL_LIMIT_MS, type Effect, UNKNOWN_KIND } from './effect.ts'

/** A claimed effect, and whether an earlier request of it may have done its work already. */
export interface Claim {
  readonly effect: Effect
  readonly look: boolean
}

export interface ClaimWanted {
  /** The kinds that the asking process knows: what others there are is left, and keeps nobody waiting. */
  readonly kinds: readonly string[]
  readonly limit: number
  readonly wallNow: number
  /**
   * The effects that the asking process has under way: it is not dead, whatever their leases say when its clock
   * was set forward meanwhile.
   */
  readonly busy?: readonly string[]
  /**
   * The name of the asking process, where there may be several: it gets effects of the workspaces that it looks
   * after, and no others.
   */
  readonly keeper?: string | undefined
}

interface ClaimedRow {
  id: string
  programmeId: string
  workspaceId: string
  roundId: string | null
  kind: string
  key: string
  payload: unknown
  attempt: number
  thrown: number
  token: number
  firstCallAt: Date | null
  unclearAt: Date | null
  trace: string | null
}

/**
 * Takes up to `limit` effects that are due, in turns between the programmes, so that a small one does not
 * wait behind a large one's publication, and within a programme between its workspaces: those that are
 * under way count as the first turns. No programme has more than `MOST_OF_ONE` at once, no workspace more
 * than `MOST_IN_ONE`. What stands in line behind something that is under way is not due. What a dead process
 * left is taken too: a claim that never called is simply done again; a call whose lease has run out is looked
 * for first.
 *
 * A workspace that is halted gets one try a minute, to notice that the permission was granted: its effects
 * take turns at it, since what is missing for one may be there for another.
 * Uses the indexes on (state, notBefore) and (line, place).
 */
export async function claimEffects(prisma: PrismaClient, wanted: ClaimWanted): Promise<Claim[]> {
  const { kinds, limit, wallNow, busy = [], keeper } = wanted
  const now = new Date(wallNow)
  const lease = new Date(wallNow + CALL_LIMIT_MS)
  const halted = new Date(wallNow - HALT_RETRY_MS)
  const known = [...kinds]
  const kept = keeper === undefined ? Prisma.empty : Prisma.sql`AND w."keeperId" = ${keeper}`
  const rows = await prisma.$queryRaw<ClaimedRow[]>`
    WITH busy AS (
      SELECT "programmeId", "workspaceId" FROM "Effect" WHERE "id" = ANY(${[...busy]}::text[])
    ), places AS (
      SELECT d."id", d."programmeId", d."createdAt", w."haltedAt",
             row_number() OVER (PARTITION BY d."workspaceId"
                                ORDER BY CASE WHEN w."haltedAt" IS NULL THEN d."createdAt" ELSE d."notBefore" END,
                                         d."createdAt", d."id")
               + coalesce(b."count", 0) AS turn
        FROM "Effect" d JOIN "Workspace" w ON w."id" = d."workspaceId"
        LEFT JOIN (SELECT "workspaceId", count(*) AS "count" FROM busy GROUP BY "workspaceId") b
               ON b."workspaceId" = d."workspaceId"
       WHERE (d."state" IN ('ready', 'unknown') AND d."notBefore" <= ${now}
              OR d."state" IN ('claimed', 'calling') AND d."leaseUntil" <= ${now})
         AND (w."haltedAt" IS NULL OR w."haltTriedAt" IS NULL OR w."haltTriedAt" <= ${halted})
         AND d."id" <> ALL(${[...busy]}::text[])
         AND d."kind" = ANY(${known}::text[])
         AND NOT EXISTS (SELECT 1 FROM "Effect" before
                          WHERE before."line" = d."line" AND before."place" < d."place"
                            AND before."state" IN ('ready', 'claimed', 'calling', 'unknown')
                            AND before."kind" = ANY(${known}::text[]))
         ${kept}
    ), turns AS (
      SELECT p."id",
             row_number() OVER (PARTITION BY p."programmeId" ORDER BY p.turn, p."createdAt", p."id")
               + coalesce(b."count", 0) AS turn
        FROM places p
        LEFT JOIN (SELECT "programmeId", count(*) AS "count" FROM busy GROUP BY "programmeId") b
               ON b."programmeId" = p."programmeId"
       WHERE p.turn <= CASE WHEN p."haltedAt" IS NULL THEN ${MOST_IN_ONE} ELSE 1 END
    ), mine AS (
      SELECT l."id", l."workspaceId" FROM "Effect" l
       WHERE l."id" IN (SELECT t."id" FROM turns t
                         WHERE t.turn <= ${MOST_OF_ONE} ORDER BY t.turn LIMIT ${limit})
         AND (l."state" IN ('ready', 'unknown') AND l."notBefore" <= ${now}
              OR l."state" IN ('claimed', 'calling') AND l."leaseUntil" <= ${now})
         FOR UPDATE SKIP LOCKED
    ), tried AS (
      UPDATE "Workspace" AS w SET "haltTriedAt" = ${now}
       WHERE w."haltedAt" IS NOT NULL AND w."id" IN (SELECT "workspaceId" FROM mine)
    )
    UPDATE "Effect" AS e
       SET "state" = 'claimed', "token" = e."token" + 1, "attempt" = e."attempt" + 1, "leaseUntil" = ${lease},
           "error" = nullif(e."error", ${UNKNOWN_KIND})
      FROM mine WHERE e."id" = mine."id"
    RETURNING e."id", e."programmeId", e."workspaceId", e."roundId", e."kind", e."key", e."payload",
              e."attempt", e."thrown", e."token", e."firstCallAt", e."unclearAt", e."trace"`
  return rows.map((row) => ({
    effect: { ...row, firstCallAt: row.firstCallAt?.getTime(), unclearAt: row.unclearAt?.getTime() },
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
