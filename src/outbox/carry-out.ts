import type { Logger } from 'pino'
import type { PrismaClient } from '../database/generated/client.ts'
import { withinFence } from '../port/fence.ts'
import type { Claim } from './claim.ts'
import { CALL_LIMIT_MS, type Effect, type EffectKind } from './effect.ts'
import { beginCalling, leastWait, settle } from './settle.ts'
import { settleLook } from './settle-look.ts'
import { settleThrown } from './thrown.ts'

export interface Hands {
  readonly prisma: PrismaClient
  readonly log: Logger
  /** Wall time, epoch ms. */
  readonly wall: () => number
  /** Whether this process may still send what it claimed. */
  readonly maySend: () => boolean
}

/**
 * Carries out a claimed effect: look for what an earlier try may have done → commit that we are calling →
 * call → commit the result. The process may die between any two of these. It may also stand still between any
 * two: where it lost its claim meanwhile, nothing more is sent. Whatever is thrown counts as a try.
 *
 * @returns when it is due again (epoch ms, wall time), where it is
 */
export async function carryOut(claim: Claim, kind: EffectKind, hands: Hands): Promise<number | undefined> {
  try {
    return await tried(claim, kind, hands)
  } catch (error) {
    const { prisma, log, wall } = hands
    const { id, attempt, thrown } = claim.effect
    const facts = { effect: id, kind: kind.kind, attempt, thrown: thrown + 1, err: error }
    const again = await settleThrown(prisma, claim.effect, error, wall())
    log.error(facts, again === undefined ? 'effect broke off too often: failed' : 'effect broke off')
    return again
  }
}

async function tried(
  { effect: raw, look }: Claim,
  kind: EffectKind,
  hands: Hands,
): Promise<number | undefined> {
  const { prisma, log, wall, maySend } = hands
  const effect = { ...raw, payload: kind.payload.parse(raw.payload) }
  const about = { effect: effect.id, kind: effect.kind }
  if (look) {
    const found = await kind.probe(effect)
    log.info({ ...about, found: found.kind }, 'looked for an earlier deed')
    if (!(await saved(hands, () => settleLook(prisma, kind, effect, found, wall())))) return undefined
  }
  // What an earlier try surely did not do, and may not do this time, either.
  const unclearAt = look ? (effect.unclearAt ?? wall()) : undefined
  const fresh: Effect = { ...effect, firstCallAt: undefined, unclearAt }
  const deadline = performance.now() + CALL_LIMIT_MS
  if (!(await beginCalling(prisma, fresh, wall()))) return undefined
  const call = withinFence(
    () => performance.now() < deadline && maySend(),
    () => kind.run(fresh),
  )
  const outcome = await bounded(call, deadline - performance.now())
  const result = backOff(outcome, effect.attempt, wall())
  await saved(hands, () => settle(prisma, kind, fresh, result, wall()))
  if (outcome.kind !== 'done') {
    const { kind: became, ...facts } = outcome
    log.warn({ ...about, attempt: effect.attempt, became, ...facts }, 'effect not done')
  }
  return result.kind === 'retryAt' ? result.at : undefined
}

/** How long we try to save what became of a call while the database does not answer, ms; after that somebody looks. */
const SAVE_MS = 60_000
/** What a database that answers refuses so often is refused for a reason of its own. */
const SAVES = 3

/** Saves, again where the database could not: what is known needs no looking for. */
async function saved<T>({ prisma, log }: Hands, save: () => Promise<T>): Promise<T> {
  const until = performance.now() + SAVE_MS
  for (let tries = 1, wait = 100; ; tries += 1, wait = Math.min(2 * wait, 5_000)) {
    try {
      return await save()
    } catch (error) {
      if (performance.now() + wait > until || (tries >= SAVES && (await answers(prisma)))) throw error
      log.warn({ err: error }, 'the result of a call could not be saved yet')
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}

async function answers(prisma: PrismaClient): Promise<boolean> {
  return prisma.$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  )
}

/** A call that does not come to an end in time may still do its work: its outcome is unknown. */
async function bounded<T>(call: Promise<T>, limitMs: number): Promise<T | { kind: 'unknown'; why: string }> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<{ kind: 'unknown'; why: string }>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'unknown', why: 'no end within the limit' }), limitMs)
  })
  try {
    return await Promise.race([call, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Repeated retries wait longer each time, to 10 minutes, but never less than the platform asked. */
function backOff<T extends { kind: string }>(outcome: T, attempt: number, now: number): T {
  if (outcome.kind !== 'retryAt' || !('at' in outcome)) return outcome
  return { ...outcome, at: Math.max(Number(outcome.at), now + leastWait(attempt)) }
}
