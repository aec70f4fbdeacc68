import { type PlatformKind, Prisma } from '../database/generated/client.ts'
import type { Desk } from './desk.ts'

/** Somebody whose page is not as things are. */
export interface OutdatedHome {
  readonly accountId: string
  readonly platform: PlatformKind
  /** The platform's ids of the workspace and of the user. */
  readonly workspace: string
  readonly user: string
  readonly name: string
  readonly locale: string | null
  /** Of what it was made, and of what it is to be made. */
  readonly shown: string | null
  readonly sign: string
}

/** Who did not open theirs for so long is not shown it anew unless they do, ms. */
const REMEMBERED_MS = 30 * 86_400_000

/** Notes that somebody opened their page: it is made anew. */
export async function noteHomeOpened({ prisma, wall }: Desk, accountId: string): Promise<void> {
  await prisma.account.update({
    where: { id: accountId },
    data: { homeOpenedAt: new Date(wall()), homeShown: null },
  })
}

/**
 * Those whose page shows what is no longer so, whoever opened it last first. What a page is made of is put into one
 * sign, so that it is known without making it; the day is in it, so that what may be missing there is missing for a day
 * at most. The `unshown` are those who have just opened theirs, or were not reached. Uses the index on homeOpenedAt, and for each of those found the keys of what they take part in.
 */
export async function outdatedHomes(
  { prisma, wall }: Desk,
  platforms: readonly PlatformKind[],
  most: number,
  which: 'all' | 'unshown' = 'all',
): Promise<OutdatedHome[]> {
  if (platforms.length === 0) return []
  const now = wall()
  const since = new Date(now - REMEMBERED_MS)
  const day = new Date(now).toISOString().slice(0, 10)
  const kinds = Prisma.join(platforms.map((name) => Prisma.sql`${name}::"PlatformKind"`))
  return prisma.$queryRaw<OutdatedHome[]>`
    WITH topics AS (
      SELECT t."roundId", w."id" AS "workspaceId",
             jsonb_agg(jsonb_build_array(t."id", t."date", t."issuedAt" IS NULL, c."title", f."ref")
                       ORDER BY t."index") AS "all"
        FROM "Round" r
        JOIN "RoundTopic" t ON t."roundId" = r."id"
        JOIN "Topic" c ON c."id" = t."topicId"
        JOIN "Workspace" w ON w."programmeId" = r."programmeId"
        LEFT JOIN "ForumPost" f ON f."roundTopicId" = t."id" AND f."workspaceId" = w."id"
       WHERE r."state" <> 'closed'
       GROUP BY t."roundId", w."id"
    ), homes AS (
      SELECT a."id" AS "accountId", w."platform", w."externalId" AS "workspace", a."externalId" AS "user",
             a."displayName" AS "name", a."locale", a."homeShown" AS "shown", a."homeOpenedAt",
             md5(jsonb_build_array(${day}::text, p."name", p."locale", a."locale", w."forumRef", w."forumKind",
               r."id", r."state", r."endedAt", e."state", e."why",
               (SELECT i."personId" FROM "Interest" i WHERE i."personId" = a."personId"),
               (SELECT o."personId" FROM "Organiser" o
                 WHERE o."programmeId" = a."programmeId" AND o."personId" = a."personId"),
               (SELECT jsonb_agg(jsonb_build_array(q."id", q."createdAt", o."personId", n."name", s."ref")
                                 ORDER BY q."id", o."personId", s."id")
                  FROM "Membership" m
                  JOIN "Partnership" q ON q."id" = m."partnershipId" AND q."endedAt" IS NULL
                  JOIN "Membership" o ON o."partnershipId" = q."id" AND o."leftAt" IS NULL
                  JOIN "Person" n ON n."id" = o."personId"
                  LEFT JOIN "Space" s ON s."partnershipId" = q."id"
                 WHERE m."personId" = a."personId" AND m."leftAt" IS NULL),
               t."all")::text) AS "sign"
        FROM "Account" a
        JOIN "Workspace" w ON w."id" = a."workspaceId"
        JOIN "Installation" n ON n."platform" = w."platform" AND n."externalId" = w."externalId"
        JOIN "Programme" p ON p."id" = a."programmeId"
        LEFT JOIN "Round" r ON r."programmeId" = a."programmeId" AND r."state" <> 'closed'
        LEFT JOIN topics t ON t."roundId" = r."id" AND t."workspaceId" = w."id"
        LEFT JOIN "Enrolment" e ON e."roundId" = r."id" AND e."personId" = a."personId"
       WHERE a."homeOpenedAt" > ${since} AND a."leftAt" IS NULL AND w."disconnectedAt" IS NULL
         AND n."gone" IS NULL AND w."platform" IN (${kinds})
         AND (${which === 'all'} OR a."homeShown" IS NULL)
    )
    SELECT "accountId", "platform", "workspace", "user", "name", "locale", "shown", "sign" FROM homes
     WHERE "shown" IS DISTINCT FROM "sign"
     ORDER BY "homeOpenedAt" DESC
     LIMIT ${most}`
}

/** Takes it on to show somebody their page as it is now; false where another process did. */
export async function takeHome({ prisma }: Desk, home: OutdatedHome): Promise<boolean> {
  const { count } = await prisma.account.updateMany({
    where: { id: home.accountId, homeShown: home.shown },
    data: { homeShown: home.sign },
  })
  return count === 1
}

/** It was not shown after all: it is tried again, unless something newer was meanwhile. */
export async function leaveHome({ prisma }: Desk, { accountId, sign }: OutdatedHome): Promise<void> {
  await prisma.account.updateMany({
    where: { id: accountId, homeShown: sign },
    data: { homeShown: null },
  })
}

/** Whatever was shown meanwhile may stand under what was only now: it is shown again. */
export async function settleHome({ prisma }: Desk, { accountId, sign }: OutdatedHome): Promise<void> {
  await prisma.account.updateMany({
    where: { id: accountId, homeShown: { not: sign } },
    data: { homeShown: null },
  })
}

/** There is no page to show them: not before they open it again. */
export async function forgetHome({ prisma }: Desk, { accountId }: OutdatedHome): Promise<void> {
  await prisma.account.update({ where: { id: accountId }, data: { homeOpenedAt: null, homeShown: null } })
}
