import type { RequestListener } from 'node:http'
import type { Database } from '../database/open.ts'
import type { Runner } from '../outbox/runner.ts'
import type { Platform } from '../port/platform.ts'
import { type Health, serveHealth } from './health.ts'
import type { Metrics } from './metrics.ts'
import { hasRoom } from './room.ts'
import type { Ticking } from './ticking.ts'

/** The parts of a bot, as far as they are there. */
export interface Parts {
  database?: Database
  metrics?: Metrics
  ticking?: Ticking
  runner?: Runner
  /** What ends with the bot, and takes no time. */
  readonly ends: (() => void)[]
  platforms: readonly Platform[]
  /** Who takes the requests to a path of our HTTP, once that is known. */
  readonly handlers: Record<string, RequestListener>
}

export interface Where {
  /** 0 picks a free one. */
  readonly port: number
  readonly databaseUrl: string | undefined
  readonly dataDir: string
}

/** Without a turn of the scheduler for so long, something is wrong, ms. */
const IDLE_MS = 180_000

/**
 * The bot's own HTTP, from its first moment on: it says what is not there yet.
 *
 * @throws StartError where the port cannot be opened
 */
export function openHealth({ port, databaseUrl, dataDir }: Where, parts: Parts): Promise<Health> {
  const missing = () => Promise.reject(new Error('it has not started yet'))
  return serveHealth(
    port,
    {
      database: () => parts.database?.ping() ?? missing(),
      metrics: () => parts.metrics?.text() ?? missing(),
      connected: () =>
        Object.fromEntries(parts.platforms.map((platform) => [platform.name, platform.connected()])),
      also: async () => ({
        turns: (parts.ticking?.idleFor() ?? 0) < IDLE_MS,
        ...(databaseUrl === undefined ? { room: await hasRoom(dataDir) } : {}),
      }),
    },
    parts.handlers,
  )
}

/** Closes what there is, within so long, ms, and at last what all of it needs. */
export async function closeParts({ ends, ...parts }: Parts, health: Health, withinMs: number): Promise<void> {
  for (const end of ends) end()
  const ended = await Promise.allSettled([
    health.close(),
    parts.ticking?.stop(withinMs),
    parts.runner?.stop(withinMs),
    ...parts.platforms.map((platform) => platform.stop(withinMs)),
  ])
  await parts.database?.close()
  for (const one of ended) if (one.status === 'rejected') throw one.reason
}
