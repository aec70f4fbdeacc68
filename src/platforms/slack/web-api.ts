import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import type { z } from 'zod'
import type { Budget, Quota } from '../../port/budget.ts'
import { HELD_BACK, maySendNow } from '../../port/fence.ts'
import { CALL_MADE, type CallMade, ROOM, type Room, WAITED, type Waited } from '../../port/observed.ts'
import type { Method } from './decisions.ts'
import { type Failure, isRateLimit, readFailure } from './errors.ts'
import { quotasOf } from './rates.ts'

/** What a call came to. */
export type Reply<T> =
  | { readonly ok: true; readonly answer: T }
  | { readonly ok: false; readonly failure: Failure }

interface CallOptions {
  /** The key of the deed: whoever is sent away by the budget keeps a place in its queue under it. */
  readonly ticket?: string
  /** The channel that a message goes to. */
  readonly channel?: string
  /** How long to wait for room, ms. */
  readonly patienceMs?: number
  /** The answer is no more than a help, or of a daily look: others' questions have room before it. */
  readonly spare?: 'help' | 'look'
}

/** Calls a method of the Web API and reads its answer with a schema; never throws. */
export type Call = <T>(
  method: Method,
  args: Readonly<Record<string, unknown>>,
  schema: z.ZodType<T>,
  options?: CallOptions,
) => Promise<Reply<T>>

/** Long enough to even out a crowd, short enough for the outbox's limit of one effect. */
const PATIENCE = 5_000

type QuotasOfCall = (team: string, method: string, options: CallOptions) => Quota[]

export interface CallerOptions {
  readonly client: WebClient
  readonly log: Logger
  readonly wall: () => number
  readonly budget?: Budget
  /** What a call takes from the budget; what `quotasOf` says where left out. */
  readonly quotas?: QuotasOfCall
  /** The workspace that the budget counts for. */
  readonly team: () => string
}

/** Of the limit for the whole workspace: there are too many channels to tell of each. */
function tellRoom(budget: Budget, method: string, quotas: readonly Quota[], at: number): void {
  const quota = quotas.at(-1)
  if (!quota || !ROOM.hasSubscribers) return
  const { burst: most } = quota
  ROOM.publish({ platform: 'slack', method, most, at, gradual: true, ...budget.room(quota) } satisfies Room)
}

const bulkQuotas: QuotasOfCall = (team, method, { channel }) => quotasOf(team, method, channel)

export function createCaller({
  client,
  log,
  wall,
  budget,
  team,
  quotas: quotasFor = bulkQuotas,
}: CallerOptions): Call {
  return async (method, args, schema, options = {}) => {
    const quotas = quotasFor(team(), method, options)
    if (budget && quotas.length > 0) {
      const ticket = options.ticket === undefined ? undefined : `${method} ${options.ticket}`
      const slot = budget.take(quotas, options.patienceMs ?? PATIENCE, ticket)
      const waited = slot.kind === 'go' ? slot.inMs : 0
      WAITED.publish({ platform: 'slack', ms: waited, sentAway: slot.kind === 'later' } satisfies Waited)
      tellRoom(budget, method, quotas, wall())
      if (slot.kind === 'later') return { ok: false, failure: { ...slot, method, why: 'rate budget' } }
      if (slot.inMs > 0) await new Promise((resolve) => setTimeout(resolve, slot.inMs))
    }
    if (!maySendNow()) return { ok: false, failure: { method, kind: 'unsent', why: HELD_BACK } }
    const began = wall()
    const made = (outcome: string) =>
      CALL_MADE.publish({ platform: 'slack', method, outcome, ms: wall() - began } satisfies CallMade)
    try {
      const given = await client.apiCall(method, { ...args })
      const read = schema.safeParse(given)
      made(read.success ? 'ok' : 'unknown shape')
      if (read.success) return { ok: true, answer: read.data }
      log.error({ method, ms: wall() - began }, 'Slack answered in an unknown shape')
      return { ok: false, failure: { method, kind: 'lost', why: 'unknown shape' } }
    } catch (error) {
      const failure = readFailure(error, method, wall())
      made(failure.kind)
      const [first] = quotas
      if (isRateLimit(failure) && first && budget) budget.hold(first.key, failure.at)
      const code = failure.kind === 'said' ? failure.code : failure.why
      log.debug({ method, ms: wall() - began, failure: failure.kind, code }, 'call to Slack failed')
      return { ok: false, failure }
    }
  }
}
