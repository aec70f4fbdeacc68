import type { Logger } from 'pino'
import type { PrismaClient } from '../database/generated/client.ts'
import { withinTrace } from '../port/trace.ts'
import { createBell } from './bell.ts'
import { carryOut } from './carry-out.ts'
import { claimEffects, MOST_OF_ONE } from './claim.ts'
import type { EffectKind } from './effect.ts'
import type { Keeping } from './keeping.ts'
import { RECORDED } from './record.ts'
import { markUnknownKinds } from './unknown-kinds.ts'

export interface Runner {
  /** Takes no more, waits for what is under way (bounded, ms). */
  stop(withinMs: number): Promise<void>
}

export interface RunnerOptions {
  readonly prisma: PrismaClient
  readonly kinds: readonly EffectKind[]
  readonly log: Logger
  /** How many effects are under way at once. */
  readonly atOnce?: number
  /** How often to look for work of which nobody told, ms. */
  readonly everyMs?: number
  /** Wall time, epoch ms. */
  readonly wall?: () => number
  /** Where other processes may work on this database, too. */
  readonly keeping?: Keeping
}

/** Takes recorded effects as hands are free, and carries out each. */
export function startRunner(options: RunnerOptions): Runner {
  const { prisma, log, keeping, atOnce = AT_ONCE, everyMs = 1_000, wall = Date.now } = options
  const kinds = new Map(options.kinds.map((kind) => [kind.kind, kind]))
  const known = [...kinds.keys()]
  /** By the id of their effect. */
  const underWay = new Map<string, Promise<void>>()
  const bell = createBell()
  let stopped = false
  let unknownAt = Number.NEGATIVE_INFINITY

  async function turn(): Promise<number> {
    const room = atOnce - underWay.size
    if (room <= 0) return 0
    const keeper = keeping?.name()
    // Cut off from the database for long: nothing that is claimed now could be begun.
    if (keeper !== undefined && !keeping?.holds(keeper)) return 0
    await tellUnknownKinds()
    const busy = [...underWay.keys()]
    const claim = () => claimEffects(prisma, { kinds: known, limit: room, wallNow: wall(), busy, keeper })
    let claims = await claim()
    if (claims.length === 0 && keeping && (await keeping.take()) > 0) claims = await claim()
    for (const claim of claims) {
      const kind = kinds.get(claim.effect.kind)
      if (!kind) continue
      const { id, trace } = claim.effect
      const maySend = () => keeping === undefined || keeping.holds(keeper ?? '')
      const work = withinTrace(trace ?? id, () => carryOut(claim, kind, { prisma, log, wall, maySend }))
        .then((again) => again !== undefined && ringAt(again))
        .catch((error: unknown) => log.error({ effect: id, trace, err: error }, 'effect broke off'))
        .finally(() => {
          underWay.delete(id)
          bell.ring()
        })
      underWay.set(
        id,
        work.then(() => undefined),
      )
    }
    return claims.length
  }

  /** Once a minute: what a newer version recorded and this one does not know, each told once. */
  async function tellUnknownKinds(): Promise<void> {
    if (performance.now() - unknownAt < UNKNOWN_EVERY_MS) return
    unknownAt = performance.now()
    for (const { kind, effects } of await markUnknownKinds(prisma, known))
      log.error({ kind, effects }, 'no such kind of effect in this version: left as it is')
  }

  async function loop(): Promise<void> {
    while (!stopped) {
      bell.hush()
      const taken = await turn().catch((error: unknown) => {
        log.error({ err: error }, 'claiming effects failed')
        return 0
      })
      if (stopped) break
      // With work in hand the next claim waits for a free hand; with none, until something is recorded or for the next turn.
      if (taken === 0 || underWay.size >= atOnce) await bell.wait(everyMs)
    }
  }

  /** Looks for work right when what was put off is due, where that is soon: whole crowds are put off together. */
  function ringAt(at: number): void {
    const inMs = at - wall()
    if (stopped || inMs > SOON_MS) return
    setTimeout(() => bell.ring(), Math.max(0, inMs) + 1).unref()
  }

  const ring = () => bell.ring()
  RECORDED.subscribe(ring)
  const running = loop()
  return {
    async stop(withinMs) {
      stopped = true
      RECORDED.unsubscribe(ring)
      bell.ring()
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
const UNKNOWN_EVERY_MS = 60_000
