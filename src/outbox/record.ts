import { randomBytes } from 'node:crypto'
import { channel } from 'node:diagnostics_channel'
import type { Prisma } from '../database/generated/client.ts'
import { afterCommit } from '../database/transaction.ts'
import { currentTrace } from '../port/trace.ts'
import type { EffectWanted, Tx } from './effect.ts'

/** Wakes the runners of this process: there is work that was not there before. */
export const RECORDED = channel('counterpart:recorded')
/** Once it is saved, so that it is carried out at once, instead of at the next turn. */
const wake = () => RECORDED.publish(undefined)

/**
 * Records effects in the transaction of the decision that wants them. One that was recorded before (same
 * programme, kind and key) stays as it is. One statement however many they are. Uses the unique index on
 * (programme, kind, key).
 */
export async function recordEffects(tx: Tx, wanted: readonly EffectWanted[], wallNow: number): Promise<void> {
  if (wanted.length === 0) return
  const at = new Date(wallNow)
  const trace = currentTrace() ?? null
  await tx.$executeRaw`
    INSERT INTO "Effect" ("id", "programmeId", "workspaceId", "roundId", "kind", "key", "line", "place", "payload",
                          "notBefore", "createdAt", "trace")
    SELECT w."id", w."programmeId", w."workspaceId", w."roundId", w."kind", w."key", w."line", w."place",
           w."payload"::jsonb, ${at}, ${at}, ${trace}
      FROM unnest(${wanted.map(newId)}::text[], ${wanted.map(({ programmeId }) => programmeId)}::text[],
                  ${wanted.map(({ workspaceId }) => workspaceId)}::text[],
                  ${wanted.map(({ roundId }) => roundId ?? null)}::text[],
                  ${wanted.map(({ kind }) => kind)}::text[], ${wanted.map(({ key }) => key)}::text[],
                  ${wanted.map(({ inLine }) => inLine?.line ?? null)}::text[],
                  ${wanted.map(({ inLine }) => inLine?.place ?? null)}::int[],
                  ${wanted.map(({ payload }) => JSON.stringify(payload))}::text[])
        AS w ("id", "programmeId", "workspaceId", "roundId", "kind", "key", "line", "place", "payload")
    ON CONFLICT ("programmeId", "kind", "key") DO NOTHING`
  afterCommit(tx, wake)
}

/**
 * Puts effects that came to their end in line again, as if they were new.
 *
 * @returns how many there were
 */
export async function tryAgain(tx: Tx, where: Prisma.EffectWhereInput, wallNow: number): Promise<number> {
  const { count } = await tx.effect.updateMany({
    where,
    data: {
      state: 'ready',
      notBefore: new Date(wallNow),
      attempt: 0,
      thrown: 0,
      unclearAt: null,
      doneAt: null,
      error: null,
    },
  })
  if (count > 0) afterCommit(tx, wake)
  return count
}

/** 72 random bits, as every other row's. */
const newId = () => randomBytes(9).toString('base64url')
