import type { PrismaClient } from '../database/generated/client.ts'
import type { Found } from '../port/outcome.ts'
import { type Effect, type EffectKind, UNCLEAR_MS } from './effect.ts'
import { fail, halt, saveDone, write } from './fenced.ts'

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
      await saveDone(prisma, kind, effect, found.ref, 'claimed', wallNow)
      return false
    case 'retryAt':
      await lookAgain(prisma, effect, found, wallNow)
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

/** Looks once more, unless no look has told anything for so long that none will. */
async function lookAgain(
  prisma: PrismaClient,
  effect: Effect,
  { at, why }: { readonly at: number; readonly why: string },
  wallNow: number,
): Promise<void> {
  const since = effect.unclearAt ?? wallNow
  if (wallNow - since >= UNCLEAR_MS) return fail(prisma, effect, 'claimed', `unclear:${why}`, wallNow)
  await write(prisma, effect, 'claimed', {
    state: 'unknown',
    notBefore: new Date(at),
    leaseUntil: null,
    error: why,
    unclearAt: new Date(since),
  })
}
