import type { PrismaClient } from '../database/generated/client.ts'
import { transaction } from '../database/transaction.ts'
import { type Effect, type EffectKind, type Tx, WORKSPACE_GONE } from './effect.ts'

/** What a claim has come to when its result is saved: nothing was sent yet, or a request may be on its way. */
export type Stage = 'claimed' | 'calling'

/**
 * Every write of a result is fenced: it takes effect only while the effect still carries the token of this
 * claim. Where it does not, somebody else holds it by now and this result is let go of; the other will
 * find the deed by its mark.
 *
 * @returns whether it took effect
 */
export async function write(
  tx: Tx | PrismaClient,
  effect: Effect,
  from: Stage,
  data: Parameters<Tx['effect']['updateMany']>[0]['data'],
): Promise<boolean> {
  const { count } = await tx.effect.updateMany({
    where: { id: effect.id, token: effect.token, state: from },
    data,
  })
  return count === 1
}

/** Saves a deed and what follows from it, in one transaction. A workspace that was halted goes on. */
export async function saveDone(
  prisma: PrismaClient,
  kind: EffectKind,
  effect: Effect,
  ref: string,
  from: Stage,
  wallNow: number,
): Promise<void> {
  await transaction(prisma, async (tx) => {
    const data = { state: 'done' as const, ref, error: null, leaseUntil: null, doneAt: new Date(wallNow) }
    if (!(await write(tx, effect, from, data))) return
    await kind.done(tx, effect, ref)
    await goOn(tx, effect.workspaceId)
  })
}

/** What is done there shows that nothing is in the way any more, and that the bot was not removed. */
async function goOn(tx: Tx, workspaceId: string): Promise<void> {
  await tx.$executeRaw`
    WITH unhalted AS (
      UPDATE "Workspace" SET "haltedAt" = NULL, "haltedWhy" = NULL, "haltTriedAt" = NULL
       WHERE "id" = ${workspaceId} AND "haltedAt" IS NOT NULL
    )
    UPDATE "Installation" AS i SET "gone" = NULL
      FROM "Workspace" w
     WHERE w."id" = ${workspaceId} AND i."platform" = w."platform" AND i."externalId" = w."externalId"
       AND i."gone" IS NOT NULL`
}

/** Stops the whole workspace until the permission is there; the effect itself waits for its next turn. */
export async function halt(
  prisma: PrismaClient,
  effect: Effect,
  from: Stage,
  permission: string,
  wallNow: number,
): Promise<void> {
  const now = new Date(wallNow)
  await transaction(prisma, async (tx) => {
    const held = await write(tx, effect, from, {
      // A denial while looking tells nothing of the deed: it is looked for again.
      state: from === 'claimed' ? 'unknown' : 'ready',
      notBefore: now,
      leaseUntil: null,
      // A denial is an answer: from here on it is counted anew how long there is none.
      ...(from === 'calling' ? NOTHING_SENT : { unclearAt: null }),
      error: `denied:${permission}`,
    })
    if (!held) return
    const id = effect.workspaceId
    await tx.workspace.updateMany({ where: { id, haltedAt: null }, data: { haltedAt: now } })
    await tx.workspace.update({ where: { id }, data: { haltedWhy: permission, haltTriedAt: now } })
  })
}

/**
 * It ends here, until an organiser wants it tried once more; or, where the bot was removed from the workspace, until it
 * is back there.
 */
export async function fail(
  prisma: PrismaClient,
  effect: Effect,
  from: Stage,
  why: string,
  wallNow: number,
): Promise<void> {
  // To whoever is not there, Discord says that they lack permissions.
  const removed = why.startsWith('denied:') && (await isRemoved(prisma, effect.workspaceId))
  const error = removed ? WORKSPACE_GONE : why
  const held = await write(prisma, effect, from, {
    state: 'failed',
    error,
    leaseUntil: null,
    doneAt: new Date(wallNow),
    // A request that was refused left nothing behind; one that we could not look for may have.
    ...(from === 'calling' ? NOTHING_SENT : {}),
  })
  if (!held || error !== WORKSPACE_GONE) return
  await prisma.installation.updateMany({
    where: { workspaces: { some: { id: effect.workspaceId } }, gone: null },
    data: { gone: new Date(wallNow) },
  })
}

async function isRemoved(prisma: PrismaClient, workspaceId: string): Promise<boolean> {
  const where = { id: workspaceId, installation: { gone: { not: null } } }
  return (await prisma.workspace.count({ where })) > 0
}

/** Nothing of it can be out there, so that the next try need not look. */
export const NOTHING_SENT = { callingAt: null, firstCallAt: null, unclearAt: null } as const
