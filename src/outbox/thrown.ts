import type { PrismaClient } from '../database/generated/client.ts'
import { QUIET_MS } from '../port/outcome.ts'
import type { Effect } from './effect.ts'

/**
 * How often something may be thrown while an effect is carried out. With the waits between, a quarter of an
 * hour and more: time for a database that went away in the middle to come back. What throws after that
 * does so for a reason of its own, and ends as failed.
 */
export const MOST_THROWN = 10

/** The first wait after something was thrown, ms; each further one is twice as long, up to ten minutes. */
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 600_000

/**
 * Notes that something was thrown while an effect was carried out: it counts as a try. Where a request may
 * have been sent, the next try looks first. Fenced like every write of a result.
 *
 * @returns when it is tried again (epoch ms, wall time), or undefined where this was the last time
 */
export async function settleThrown(
  prisma: PrismaClient,
  effect: Effect,
  error: unknown,
  wallNow: number,
): Promise<number | undefined> {
  const thrown = effect.thrown + 1
  const why = `threw:${error instanceof Error ? error.name : typeof error}`
  if (thrown >= MOST_THROWN) {
    await prisma.$executeRaw`
      UPDATE "Effect" SET "state" = 'failed', "thrown" = ${thrown}, "error" = ${why}, "leaseUntil" = NULL,
                          "doneAt" = ${new Date(wallNow)}
       WHERE "id" = ${effect.id} AND "token" = ${effect.token} AND "state" IN ('claimed', 'calling')`
    return undefined
  }
  const at = wallNow + Math.max(QUIET_MS, Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** thrown))
  await prisma.$executeRaw`
    UPDATE "Effect" SET "state" = CASE WHEN "firstCallAt" IS NULL THEN 'ready' ELSE 'unknown' END::"EffectState",
                        "thrown" = ${thrown}, "error" = ${why}, "leaseUntil" = NULL, "notBefore" = ${new Date(at)}
     WHERE "id" = ${effect.id} AND "token" = ${effect.token} AND "state" IN ('claimed', 'calling')`
  return at
}
