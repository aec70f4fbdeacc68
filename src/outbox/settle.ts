import type { PrismaClient } from '../database/generated/client.ts'
import { type Outcome, QUIET_MS } from '../port/outcome.ts'
import { CALL_LIMIT_MS, type Effect, type EffectKind, type Overtaken, UNCLEAR_MS } from './effect.ts'
import { fail, halt, NOTHING_SENT, saveDone, write } from './fenced.ts'

/** Commits that a request is about to be sent. False where the claim was lost. */
export function beginCalling(prisma: PrismaClient, effect: Effect, wallNow: number): Promise<boolean> {
  return write(prisma, effect, 'claimed', {
    state: 'calling',
    callingAt: new Date(wallNow),
    firstCallAt: new Date(effect.firstCallAt ?? wallNow),
    unclearAt: effect.unclearAt === undefined ? null : new Date(effect.unclearAt),
    leaseUntil: new Date(wallNow + CALL_LIMIT_MS + QUIET_MS),
  })
}

/** Saves what became of the call, and for a deed what follows from it, in one transaction. */
export async function settle(
  prisma: PrismaClient,
  kind: EffectKind,
  effect: Effect,
  outcome: Outcome<string> | Overtaken,
  wallNow: number,
): Promise<void> {
  switch (outcome.kind) {
    case 'done':
      return saveDone(prisma, kind, effect, outcome.ref, 'calling', wallNow)
    case 'unknown':
      return lookLater(prisma, effect, outcome.why, wallNow)
    case 'overtaken':
      await write(prisma, effect, 'calling', {
        state: 'dropped',
        leaseUntil: null,
        doneAt: new Date(wallNow),
      })
      return
    case 'retryAt':
      await write(prisma, effect, 'calling', {
        state: 'ready',
        notBefore: new Date(outcome.at),
        leaseUntil: null,
        ...NOTHING_SENT,
        error: outcome.why,
      })
      return
    case 'denied':
      if (outcome.scope === 'workspace') return halt(prisma, effect, 'calling', outcome.permission, wallNow)
      return fail(prisma, effect, 'calling', `denied:${outcome.permission}`, wallNow)
    case 'refused':
      return fail(prisma, effect, 'calling', refusal(outcome), wallNow)
    case 'full':
    case 'gone':
      return fail(prisma, effect, 'calling', `${outcome.kind}:${outcome.what}`, wallNow)
  }
}

/**
 * Looks for it once nothing can be on its way any more; but where tries have had no clear answer for a day, though looks
 * found nothing each time, none will: it ends here, and is looked for where an organiser wants it tried once more.
 */
async function lookLater(prisma: PrismaClient, effect: Effect, why: string, wallNow: number): Promise<void> {
  const { attempt, unclearAt = wallNow } = effect
  const ended = wallNow - unclearAt >= UNCLEAR_MS
  await write(prisma, effect, 'calling', {
    ...(ended
      ? { state: 'failed', error: `unclear:${why}`, doneAt: new Date(wallNow) }
      : {
          state: 'unknown',
          error: why,
          notBefore: new Date(wallNow + Math.max(QUIET_MS, leastWait(attempt))),
        }),
    leaseUntil: null,
  })
}

/** How long what was tried so often waits before the next time, ms: the longer the more often, to 10 minutes. */
export function leastWait(attempt: number): number {
  return attempt > 5 ? Math.min(600_000, 250 * 2 ** Math.min(attempt, 12)) : 0
}

/** What was refused, and whom it is about, by the platform's user ids. */
function refusal({ code, members }: Extract<Outcome<string>, { readonly kind: 'refused' }>): string {
  const about = members ? `:${members.map(({ user }) => user).join(',')}` : ''
  return `refused:${code}${about}`
}
