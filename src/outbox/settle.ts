import type { PrismaClient } from '../database/generated/client.ts'
import type { Found, Outcome } from '../port/outcome.ts'
import { QUIET_MS } from '../port/outcome.ts'
import {
  CALL_LIMIT_MS,
  type Effect,
  type EffectKind,
  type Overtaken,
  type Tx,
  WAITS,
  type Waits,
} from './effect.ts'

/**
 * Every write below is fenced: it takes effect only while the effect still carries the token of this
 * claim. Where it does not, somebody else holds it by now and this result is let go of; the other will
 * find the deed by its mark.
 */
async function write(
  tx: Tx | PrismaClient,
  effect: Effect,
  from: 'claimed' | 'calling',
  data: Parameters<Tx['effect']['updateMany']>[0]['data'],
): Promise<boolean> {
  const { count } = await tx.effect.updateMany({
    where: { id: effect.id, token: effect.token, state: from },
    data,
  })
  return count === 1
}

/** Commits that a request is about to be sent. False where the claim was lost. */
export function beginCalling(prisma: PrismaClient, effect: Effect, wallNow: number): Promise<boolean> {
  return write(prisma, effect, 'claimed', {
    state: 'calling',
    callingAt: new Date(wallNow),
    firstCallAt: new Date(effect.firstCallAt ?? wallNow),
    leaseUntil: new Date(wallNow + CALL_LIMIT_MS + QUIET_MS),
  })
}

/** Saves what became of the call, and for a deed what follows from it, in one transaction. */
export async function settle(
  prisma: PrismaClient,
  kind: EffectKind,
  effect: Effect,
  outcome: Outcome<string> | Overtaken | Waits,
  wallNow: number,
): Promise<void> {
  switch (outcome.kind) {
    case 'done':
      return settleDone(prisma, kind, effect, outcome.ref, 'calling', wallNow)
    case 'unknown':
      await write(prisma, effect, 'calling', {
        state: 'unknown',
        notBefore: new Date(wallNow + QUIET_MS),
        leaseUntil: null,
        error: outcome.why,
      })
      return
    case 'overtaken':
      await write(prisma, effect, 'calling', {
        state: 'dropped',
        leaseUntil: null,
        doneAt: new Date(wallNow),
      })
      return
    case 'waits':
      return putBack(prisma, effect, 'calling', outcome.at, WAITS, effect.attempt - 1)
    case 'retryAt':
      return putBack(prisma, effect, 'calling', outcome.at, outcome.why)
    case 'denied':
      if (outcome.scope === 'workspace') return halt(prisma, effect, 'calling', outcome.permission, wallNow)
      return fail(prisma, effect, 'calling', `denied:${outcome.permission}`, wallNow)
    case 'refused':
      return fail(prisma, effect, 'calling', `refused:${outcome.code}`, wallNow)
    case 'full':
    case 'gone':
      return fail(prisma, effect, 'calling', `${outcome.kind}:${outcome.what}`, wallNow)
  }
}

/**
 * Saves what a look for an earlier deed gave. Returns true where it surely was not done, so that it may
 * be tried again now.
 */
export async function settleLook(
  prisma: PrismaClient,
  kind: EffectKind,
  effect: Effect,
  found: Found,
  wallNow: number,
): Promise<boolean> {
  switch (found.kind) {
    case 'absent':
      return true
    case 'done':
      await settleDone(prisma, kind, effect, found.ref, 'claimed', wallNow)
      return false
    case 'retryAt':
      await write(prisma, effect, 'claimed', {
        state: 'unknown',
        notBefore: new Date(found.at),
        leaseUntil: null,
        error: found.why,
      })
      return false
    case 'denied':
      if (found.scope === 'workspace') await halt(prisma, effect, 'claimed', found.permission, wallNow)
      else await fail(prisma, effect, 'claimed', `denied:${found.permission}`, wallNow)
      return false
    case 'gone':
      await fail(prisma, effect, 'claimed', `gone:${found.what}`, wallNow)
      return false
  }
}

async function settleDone(
  prisma: PrismaClient,
  kind: EffectKind,
  effect: Effect,
  ref: string,
  from: 'claimed' | 'calling',
  wallNow: number,
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const data = { state: 'done' as const, ref, error: null, leaseUntil: null, doneAt: new Date(wallNow) }
    if (!(await write(tx, effect, from, data))) return
    await kind.done(tx, effect, ref)
    await tx.workspace.updateMany({
      where: { id: effect.workspaceId, haltedAt: { not: null } },
      data: { haltedAt: null, haltedWhy: null },
    })
  })
}

/** Surely not done: nothing of it can be out there, so the next try need not look. */
function putBack(
  prisma: PrismaClient,
  effect: Effect,
  from: 'claimed' | 'calling',
  at: number,
  why: string,
  attempt = effect.attempt,
): Promise<void> {
  return write(prisma, effect, from, {
    state: 'ready',
    notBefore: new Date(at),
    leaseUntil: null,
    callingAt: null,
    firstCallAt: null,
    error: why,
    attempt,
  }).then(() => undefined)
}

/** Stops the whole workspace until the permission is there; the effect itself waits. */
async function halt(
  prisma: PrismaClient,
  effect: Effect,
  from: 'claimed' | 'calling',
  permission: string,
  wallNow: number,
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const held = await write(tx, effect, from, {
      // A denial while looking tells nothing of the deed: it is looked for again.
      state: from === 'claimed' ? 'unknown' : 'ready',
      notBefore: new Date(wallNow),
      leaseUntil: null,
      ...(from === 'calling' ? { callingAt: null, firstCallAt: null } : {}),
      error: `denied:${permission}`,
    })
    if (!held) return
    await tx.workspace.update({
      where: { id: effect.workspaceId },
      data: { haltedAt: new Date(wallNow), haltedWhy: permission },
    })
  })
}

function fail(
  prisma: PrismaClient,
  effect: Effect,
  from: 'claimed' | 'calling',
  error: string,
  wallNow: number,
): Promise<void> {
  return write(prisma, effect, from, {
    state: 'failed',
    error,
    leaseUntil: null,
    doneAt: new Date(wallNow),
    // A request that was refused left nothing behind; one that we could not look for may have.
    ...(from === 'calling' ? { callingAt: null, firstCallAt: null } : {}),
  }).then(() => undefined)
}
