import type { PlatformKind } from '../database/generated/client.ts'
import type { Desk } from './desk.ts'

/** Somebody of whom the platform is to be asked whether they are still there. */
export interface ToLookAt {
  readonly accountId: string
  readonly workspaceId: string
  readonly platform: PlatformKind
  /** The platform's ids of the workspace and of the user. */
  readonly workspace: string
  readonly user: string
}

/** Whoever was looked at less than this ago is not yet looked at again, ms: so that each is within a day. */
const AGAIN_MS = 20 * 3_600_000
/** How many are looked at in one turn: in one workspace, and in all. */
export const AT_ONCE = { inOne: 20, inAll: 120 } as const
/** A turn of looking takes no longer, ms: who began one and died is followed by another. */
const LEASE_MS = 50_000

/**
 * Those who take part in a round, and those who organise, whom nobody has looked at since the start or for most of a
 * day: the longest unseen first, in turns between the workspaces.
 *
 * @param since when this process started, epoch ms, wall time
 */
export async function dueForALook({ prisma, wall }: Desk, since: number): Promise<ToLookAt[]> {
  const before = new Date(Math.max(since, wall() - AGAIN_MS))
  return prisma.$queryRaw<ToLookAt[]>`
    WITH concerned AS (
      SELECT e."accountId" AS "id" FROM "Round" r JOIN "Enrolment" e ON e."roundId" = r."id"
       WHERE r."state" <> 'closed' AND e."state" <> 'withdrawn'
      UNION
      SELECT a."id" FROM "Organiser" o JOIN "Account" a ON a."personId" = o."personId"
    ), due AS (
      SELECT a."id", a."workspaceId", a."externalId", a."lookedAt",
             row_number() OVER (PARTITION BY a."workspaceId" ORDER BY a."lookedAt" NULLS FIRST, a."id") AS turn
        FROM concerned c JOIN "Account" a ON a."id" = c."id"
       WHERE a."leftAt" IS NULL AND (a."lookedAt" IS NULL OR a."lookedAt" < ${before})
    )
    SELECT d."id" AS "accountId", d."workspaceId", w."platform", w."externalId" AS "workspace",
           d."externalId" AS "user"
      FROM due d
      JOIN "Workspace" w ON w."id" = d."workspaceId"
      JOIN "Installation" i ON i."platform" = w."platform" AND i."externalId" = w."externalId"
     WHERE d.turn <= ${AT_ONCE.inOne} AND w."disconnectedAt" IS NULL AND i."gone" IS NULL
     ORDER BY d.turn, d."lookedAt" NULLS FIRST, d."id"
     LIMIT ${AT_ONCE.inAll}`
}

/** Takes it on to look in a workspace; false where another process does. */
export async function takeLooking({ prisma, wall }: Desk, workspaceId: string): Promise<boolean> {
  const now = wall()
  const { count } = await prisma.workspace.updateMany({
    where: { id: workspaceId, OR: [{ lookingUntil: null }, { lookingUntil: { lte: new Date(now) } }] },
    data: { lookingUntil: new Date(now + LEASE_MS) },
  })
  return count === 1
}

/** Leaves it to whoever comes next. */
export async function endLooking({ prisma }: Desk, workspaceId: string): Promise<void> {
  await prisma.workspace.updateMany({ where: { id: workspaceId }, data: { lookingUntil: null } })
}

/** Notes that somebody was still there. */
export async function keepLooked({ prisma, wall }: Desk, accountId: string): Promise<void> {
  await prisma.account.updateMany({ where: { id: accountId }, data: { lookedAt: new Date(wall()) } })
}
