import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { PrismaClient } from '../database/generated/client.ts'
import {
  ANSWERED,
  type Answered,
  CALL_MADE,
  type CallMade,
  ROOM,
  type Room,
  WAITED,
  type Waited,
} from '../port/observed.ts'

export interface Metrics {
  /** Notes a turn of the scheduler: how long it took, and how late it began, ms. */
  ticked(ms: number, lateMs: number): void
  /** All of it as Prometheus' text format. */
  text(): Promise<{ readonly type: string; readonly body: string }>
  stop(): void
}

/** Seconds: an answer has to come in three, a call may take ten. */
const BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30]

/** How long a count of effects serves, ms, so that asking often costs nothing. */
const COUNT_SERVES_MS = 5_000

/** Measures this process and what it has to do. Labels are few words of ours: no ids, nothing that people wrote. */
export function createMetrics(prisma: PrismaClient, wall: () => number = Date.now): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const calls = new Histogram({
    name: 'counterpart_platform_call_seconds',
    help: 'Requests to a platform, by method and outcome',
    labelNames: ['platform', 'method', 'outcome'],
    buckets: BUCKETS,
    registers,
  })
  const answers = new Histogram({
    name: 'counterpart_answer_seconds',
    help: 'How long people waited for what answers a command, a button or a form',
    labelNames: ['platform', 'what', 'outcome'],
    buckets: BUCKETS,
    registers,
  })
  const waits = new Histogram({
    name: 'counterpart_rate_budget_wait_seconds',
    help: 'How long calls waited to stay below a platform’s limits',
    labelNames: ['platform'],
    buckets: BUCKETS,
    registers,
  })
  const sentAway = new Counter({
    name: 'counterpart_rate_budget_sent_away_total',
    help: 'Calls that were put off, since the rate budget had no room soon',
    labelNames: ['platform'],
    registers,
  })
  const rooms = new Map<string, Room>()
  new Gauge({
    name: 'counterpart_rate_budget_room',
    help: 'How many calls of a method may go at once, below nothing where places are booked ahead',
    labelNames: ['platform', 'method'],
    registers,
    collect() {
      for (const room of rooms.values())
        this.set({ platform: room.platform, method: room.method }, roomAt(room, wall()))
    },
  })
  const ticks = new Histogram({
    name: 'counterpart_tick_seconds',
    help: 'How long the scheduler’s turns took',
    buckets: BUCKETS,
    registers,
  })
  const lag = new Gauge({
    name: 'counterpart_tick_lag_seconds',
    help: 'How late the scheduler’s last turn began',
    registers,
  })
  const count = effectCounter(prisma, wall)
  new Gauge({
    name: 'counterpart_effects',
    help: 'Effects that are not done, by kind, platform and state',
    labelNames: ['kind', 'platform', 'state'],
    registers,
    async collect() {
      this.reset()
      for (const { kind, platform, state, effects } of await count())
        this.set({ kind, platform, state }, effects)
    },
  })
  new Gauge({
    name: 'counterpart_oldest_effect_age_seconds',
    help: 'Age of the oldest effect that is under way, by kind and platform',
    labelNames: ['kind', 'platform'],
    registers,
    async collect() {
      this.reset()
      const ages = new Map<string, { kind: string; platform: string; age: number }>()
      for (const { kind, platform, state, oldest } of await count()) {
        const age = (wall() - oldest.getTime()) / 1000
        const known = ages.get(`${kind} ${platform}`)
        if (state !== 'failed' && age > (known?.age ?? 0))
          ages.set(`${kind} ${platform}`, { kind, platform, age })
      }
      for (const { kind, platform, age } of ages.values()) this.set({ kind, platform }, age)
    },
  })

  const onCall = (message: unknown) => {
    const { platform, method, outcome, ms } = message as CallMade
    calls.observe({ platform, method, outcome }, ms / 1000)
  }
  const onAnswer = (message: unknown) => {
    const { platform, what, outcome, ms } = message as Answered
    answers.observe({ platform, what, outcome }, ms / 1000)
  }
  const onWait = (message: unknown) => {
    const { platform, ms, sentAway: away } = message as Waited
    if (away) sentAway.inc({ platform })
    else waits.observe({ platform }, ms / 1000)
  }
  const onRoom = (message: unknown) => {
    const room = message as Room
    rooms.set(`${room.platform} ${room.method}`, room)
  }
  CALL_MADE.subscribe(onCall)
  ROOM.subscribe(onRoom)
  ANSWERED.subscribe(onAnswer)
  WAITED.subscribe(onWait)
  return {
    ticked(ms, lateMs) {
      ticks.observe(ms / 1000)
      lag.set(lateMs / 1000)
    },
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
    stop() {
      CALL_MADE.unsubscribe(onCall)
      ROOM.unsubscribe(onRoom)
      ANSWERED.unsubscribe(onAnswer)
      WAITED.unsubscribe(onWait)
      registry.clear()
    },
  }
}

/** What is left by now of what was left after the last call, if there was none since. */
function roomAt({ left, most, fullAt, gradual, ...room }: Room, now: number): number {
  if (now >= fullAt) return most
  if (!gradual) return left
  return most - ((most - left) * (fullAt - now)) / Math.max(1, fullAt - room.at)
}

interface EffectCount {
  readonly kind: string
  readonly platform: string
  readonly state: string
  readonly effects: number
  readonly oldest: Date
}

/** Counts what is not done, by the index on the state; done effects, which are most, are not looked at. */
function effectCounter(prisma: PrismaClient, wall: () => number): () => Promise<readonly EffectCount[]> {
  let counted: Promise<readonly EffectCount[]> | undefined
  let at = Number.NEGATIVE_INFINITY
  return () => {
    if (counted === undefined || wall() - at > COUNT_SERVES_MS) {
      at = wall()
      counted = prisma.$queryRaw<EffectCount[]>`
        SELECT e."kind", w."platform"::text AS "platform", e."state"::text AS "state", count(*)::int AS "effects",
               min(e."createdAt") AS "oldest"
          FROM "Effect" e JOIN "Workspace" w ON w."id" = e."workspaceId"
         WHERE e."state" IN ('ready', 'claimed', 'calling', 'unknown', 'failed')
         GROUP BY 1, 2, 3`
      counted.catch(() => {
        counted = undefined
      })
    }
    return counted
  }
}
