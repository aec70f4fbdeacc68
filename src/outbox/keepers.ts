import type { PrismaClient } from '../database/generated/client.ts'
import { QUIET_MS } from '../port/outcome.ts'

/** Who has not told for so long that they live send nothing more, ms. */
export const ALIVE_MS = 10_000

/** Adds a process, alive from now. All times here are the database's own: machines' clocks differ. */
export async function joinKeepers(prisma: PrismaClient, name: string): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO "Keeper" ("id", "aliveUntil")
    VALUES (${name}, clock_timestamp() + make_interval(secs => ${ALIVE_MS / 1_000}::float8))`
}

/** Tells that it lives. False where it was declared dead meanwhile. */
export async function stayAlive(prisma: PrismaClient, name: string): Promise<boolean> {
  const count = await prisma.$executeRaw`
    UPDATE "Keeper"
       SET "aliveUntil" = clock_timestamp() + make_interval(secs => ${ALIVE_MS / 1_000}::float8)
     WHERE "id" = ${name}`
  return count === 1
}

/** Takes a process away: its workspaces are free at once. */
export async function leaveKeepers(prisma: PrismaClient, name: string): Promise<void> {
  await prisma.$executeRaw`DELETE FROM "Keeper" WHERE "id" = ${name}`
}

/**
 * Declares dead who has been silent until nothing of theirs can be on its way. Their workspaces are free
 * then, and what they had claimed can be claimed again. Uses the index on the workspaces' keeper, and the
 * effects' on (workspace, state).
 *
 * @returns how many died
 */
export async function buryTheDead(prisma: PrismaClient): Promise<number> {
  const [row] = await prisma.$queryRaw<{ dead: number }[]>`
    WITH dead AS (
      DELETE FROM "Keeper"
       WHERE "aliveUntil" < clock_timestamp() - make_interval(secs => ${QUIET_MS / 1_000}::float8)
      RETURNING "id"
    ), left_over AS (
      UPDATE "Effect" AS e SET "leaseUntil" = to_timestamp(0)
        FROM "Workspace" w JOIN dead ON dead."id" = w."keeperId"
       WHERE e."workspaceId" = w."id" AND e."state" IN ('claimed', 'calling')
      RETURNING 1
    )
    SELECT count(*)::int AS dead FROM dead`
  return row?.dead ?? 0
}

/**
 * Takes this process's share of the workspaces that nobody looks after and that something is to be done
 * in, on platforms that it is connected to. Where several ask at once, each gets others.
 *
 * @returns how many it got
 */
export function takeWorkspaces(
  prisma: PrismaClient,
  name: string,
  platforms: readonly string[],
): Promise<number> {
  return prisma.$executeRaw`
    WITH free AS (
      SELECT w."id" FROM "Workspace" w
       WHERE w."keeperId" IS NULL
         AND w."platform"::text = ANY(${[...platforms]}::text[])
         AND EXISTS (SELECT 1 FROM "Effect" e WHERE e."workspaceId" = w."id"
                      AND e."state" IN ('ready', 'claimed', 'calling', 'unknown'))
    ), alive AS (
      SELECT count(*) AS count FROM "Keeper" WHERE "aliveUntil" > clock_timestamp() OR "id" = ${name}
    ), mine AS (
      SELECT w."id" FROM "Workspace" w
       WHERE w."keeperId" IS NULL AND w."id" IN (SELECT "id" FROM free)
       LIMIT (SELECT ceil((SELECT count(*) FROM free)::float8 / alive.count)::int FROM alive)
         FOR UPDATE SKIP LOCKED
    )
    UPDATE "Workspace" SET "keeperId" = ${name}
     WHERE "id" IN (SELECT "id" FROM mine) AND EXISTS (SELECT 1 FROM "Keeper" WHERE "id" = ${name})`
}
