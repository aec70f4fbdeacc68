import type { Logger } from 'pino'
import type { PrismaClient } from '../database/generated/client.ts'
import { withinFence } from '../port/fence.ts'
import { QUIET_MS } from '../port/outcome.ts'
import { withinTrace } from '../port/trace.ts'
import { type Claim, claimEffects, MOST_OF_ONE } from './claim.ts'
import { CALL_LIMIT_MS, type EffectKind } from './effect.ts'
import type { Keeping } from './keeping.ts'
import { beginCalling, settle, settleLook } from './settle.ts'

export interface Runner {
  /** Looks for work now instead of at the next turn. */
  poke(): void
  /** Takes no more, waits for what is under way (bounded, ms). */
  stop(withinMs: number): Promise<void>
}

export interface RunnerOptions {
  readonly prisma: PrismaClient
  readonly kinds: readonly EffectKind[]
  readonly log: Logger
  /** How many effects are under way at once. */
  readonly atOnce?: number
  /** How often to look for work when nobody pokes, ms. */
  readonly everyMs?: number
  /** Wall time, epoch ms. */
  readonly wall?: () => number
  /** Where other processes may work on this database, too. */
  readonly keeping?: Keeping
}

/**
 * Carries out recorded effects, each by: claim → (look for what an earlier try may have done) → commit
 * that we are calling → call → commit the result. The process may die between any two of these. It may
 * also stand still between any two: where it lost its claim meanwhile, nothing more is sent.
 */
export function startRunner(options: RunnerOptions): Runner {
  const { prisma, log, keeping, atOnce = AT_ONCE, everyMs = 1_000, wall = Date.now } = options
  const kinds = new Map(options.kinds.map((kind) => [kind.kind, kind]))
  /** By the id of their effect. */
  const underWay = new Map<string, Promise<void>>()
  let stopped = false
  let wake: (() => void) | undefined
  let poked = false

  async function carryOut({ effect, look }: Claim, keeper: string | undefined): Promise<void> {
    const kind = kinds.get(effect.kind)
    if (!kind) {
      log.error({ effect: effect.id, kind: effect.kind }, 'no such kind of effect')
      return
    }
    if (look) {
      const found = await kind.probe(effect)
      log.info({ effect: effect.id, kind: effect.kind, found: found.kind }, 'looked for an earlier deed')
      if (!(await settleLook(prisma, kind, effect, found, wall()))) return
    }
    const fresh = { ...effect, firstCallAt: undefined }
    const deadline = performance.now() + CALL_LIMIT_MS
    if (!(await beginCalling(prisma, fresh, wall()))) return
    const maySend = () =>
      performance.now() < deadline && (keeping === undefined || keeping.holds(keeper ?? ''))
    const call = withinFence(maySend, () => kind.run(fresh))
    const outcome = await bounded(call, deadline - performance.now())
    const result = backOff(outcome, effect.attempt, wall())
    await saved(() => settle(prisma, kind, fresh, result, wall()), log)
    if (result.kind === 'retryAt' || result.kind === 'waits') wakeAt(result.at)
    if (outcome.kind !== 'done' && outcome.kind !== 'waits') {
      const { kind: became, ...facts } = outcome
      log.warn(
        { effect: effect.id, kind: effect.kind, attempt: effect.attempt, became, ...facts },
        'effect not done',
      )
    }
  }

  async function turn(): Promise<number> {
    const room = atOnce - underWay.size
    if (room <= 0) return 0
    const keeper = keeping?.name()
    // Cut off from the database for long: nothing that is claimed now could be begun.
    if (keeper !== undefined && !keeping?.holds(keeper)) return 0
    const claim = () => claimEffects(prisma, room, wall(), [...underWay.keys()], keeper)
    let claims = await claim()
    if (claims.length === 0 && keeping && (await keeping.take()) > 0) claims = await claim()
    for (const claim of claims) {
      const { id, trace } = claim.effect
      const work: Promise<void> = withinTrace(trace ?? id, () => carryOut(claim, keeper))
        .catch((error: unknown) => log.error({ effect: id, trace, err: error }, 'effect broke off'))
        .finally(() => {
          underWay.delete(id)
          wake?.()
        })
      underWay.set(id, work)
    }
    return claims.length
  }

  async function loop(): Promise<void> {
    while (!stopped) {
      poked = false
      const taken = await turn().catch((error: unknown) => {
        log.error({ err: error }, 'claiming effects failed')
        return 0
      })
      if (stopped) break
      // With work in hand the next claim waits for a free hand; with none, for a poke or the next turn.
      if (!poked && (taken === 0 || underWay.size >= atOnce)) await pause()
    }
  }

  /** Looks for work right when what was put off is due, where that is soon: whole crowds are put off together. */
  function wakeAt(at: number): void {
    const inMs = at - wall()
    if (stopped || inMs > SOON_MS) return
    setTimeout(() => wake?.(), Math.max(0, inMs) + 1).unref()
  }

  function pause(): Promise<void> {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, everyMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    }).then(() => {
      wake = undefined
    })
  }

  const running = loop()
  return {
    poke() {
      poked = true
      wake?.()
    },
    async stop(withinMs) {
      stopped = true
      wake?.()
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, withinMs)
      })
      keeping?.stop()
      const done = running.then(() => Promise.all(underWay.values())).then(() => keeping?.release())
      await Promise.race([done, late])
      clearTimeout(timer)
    },
  }
}

/** Beyond this the next turn comes soon enough, ms. */
const SOON_MS = 60_000
/** So many hands that a few are free whatever one programme has to do. */
const AT_ONCE = MOST_OF_ONE + 8
/** How long we try to save what became of a call, ms; after that somebody looks for it. */
const SAVE_MS = 60_000

/** Saves, again where the database could not: what is known needs no looking for. */
async function saved(save: () => Promise<void>, log: Logger): Promise<void> {
  const until = performance.now() + SAVE_MS
  for (let wait = 100; ; wait = Math.min(2 * wait, 5_000)) {
    try {
      return await save()
    } catch (error) {
      if (performance.now() + wait > until) throw error
      log.warn({ err: error }, 'the result of a call could not be saved yet')
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}

/** A call that does not come to an end in time may still do its work: its outcome is unknown. */
async function bounded<T>(call: Promise<T>, limitMs: number): Promise<T | { kind: 'unknown'; why: string }> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<{ kind: 'unknown'; why: string }>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'unknown', why: 'no end within the limit' }), limitMs)
  })
  try {
    return await Promise.race([call, late])
  } catch (error) {
    return { kind: 'unknown', why: error instanceof Error ? error.message : 'threw' }
  } finally {
    clearTimeout(timer)
  }
}

/** Repeated retries wait longer each time, to 10 minutes, but never less than the platform asked. */
function backOff<T extends { kind: string }>(outcome: T, attempt: number, now: number): T {
  if (outcome.kind !== 'retryAt' || !('at' in outcome)) return outcome
  const least = now + Math.min(600_000, 250 * 2 ** Math.min(attempt, 12))
  return attempt > 5 ? { ...outcome, at: Math.max(Number(outcome.at), least) } : outcome
}

/**
 * For a process that is known to be the only one on its database, at its start: whoever was calling is
 * dead, so that what they called need not wait for its lease, only until nothing can be on its way.
 */
export async function takeOverFromDead(prisma: PrismaClient, wallNow: number): Promise<number> {
  const { count } = await prisma.effect.updateMany({
    where: { state: 'calling' },
    data: { state: 'unknown', leaseUntil: null, notBefore: new Date(wallNow + QUIET_MS) },
  })
  await prisma.effect.updateMany({ where: { state: 'claimed' }, data: { leaseUntil: new Date(wallNow) } })
  return count
}
