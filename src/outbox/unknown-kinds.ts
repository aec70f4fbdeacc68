import type { PrismaClient } from '../database/generated/client.ts'
import { UNKNOWN_KIND } from './effect.ts'

/**
 * Marks effects of kinds that this version does not know: a newer one recorded them, and is to find them as
 * they are. Uses the index on (state, notBefore).
 *
 * @returns how many there are newly, by kind
 */
export function markUnknownKinds(
  prisma: PrismaClient,
  known: readonly string[],
): Promise<{ readonly kind: string; readonly effects: number }[]> {
  return prisma.$queryRaw<{ kind: string; effects: number }[]>`
    WITH marked AS (
      UPDATE "Effect" SET "error" = ${UNKNOWN_KIND}
       WHERE "state" IN ('ready', 'claimed', 'calling', 'unknown') AND "kind" <> ALL(${[...known]}::text[])
         AND "error" IS DISTINCT FROM ${UNKNOWN_KIND}
      RETURNING "kind"
    )
    SELECT "kind", count(*)::int AS "effects" FROM marked GROUP BY "kind"`
}
