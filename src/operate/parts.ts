import type { Logger } from 'pino'
import type { Database } from '../database/open.ts'
import type { Handler, Served } from '../http/serve.ts'
import type { Runner } from '../outbox/runner.ts'
import type { Platform } from '../port/platform.ts'
import { serveHealth } from './health.ts'
import type { Homes } from './homes.ts'
import type { Looking } from './looking.ts'
import type { Metrics } from './metrics.ts'
import { hasRoom } from './room.ts'
import type { Ticking } from './ticking.ts'

/** The parts of a bot, as far as they are there. */
export interface Parts {
  database?: Database
  metrics?: Metrics
  ticking?: Ticking
  runner?: Runner
  looking?: Looking
  homes?: Homes
  /** What ends with the bot, and takes no time. */
  readonly ends: (() => void)[]
  platforms: readonly Platform[]
  /** Who takes the requests to a path of our HTTP, once that is known. */
  readonly handlers: Record<string, Handler>
}

/** Where a bot listens, and where it keeps what it knows. */
interface Place {
  readonly host?: string
  readonly port: number
  readonly log: Logger
  readonly databaseUrl: string | undefined
  readonly dataDir: string
}

/** Without a turn of the scheduler for so long, something is wrong, ms. */
const IDLE_MS = 180_000

/**
 * Opens the bot's own HTTP, which says from its first moment on what is not there yet.
 *
 * @throws StartError where it cannot be opened there
 */
export function openHealth({ host, port, log, databaseUrl, dataDir }: Place, parts: Parts): Promise<Served> {
  const missing = () => Promise.reject(new Error('it has not started yet'))
  return serveHealth({
    host,
    port,
    log,
    handlers: parts.handlers,
    checks: {
      database: () => parts.database?.ping() ?? missing(),
      metrics: () => parts.metrics?.text() ?? missing(),
      connected: () =>
        Object.fromEntries(parts.platforms.map((platform) => [platform.name, platform.connected()])),
      also: async () => ({
        turns: (parts.ticking?.idleFor() ?? 0) < IDLE_MS,
        ...(databaseUrl === undefined ? { room: await hasRoom(dataDir) } : {}),
      }),
    },
  })
}

/** Closes what there is, within so long, ms, and at last what all of it needs. */
export async function closeParts({ ends, ...parts }: Parts, health: Served, withinMs: number): Promise<void> {
  for (const end of ends) end()
  const ended = await Promise.allSettled([
    health.close(),
    parts.ticking?.stop(withinMs),
    parts.looking?.stop(withinMs),
    parts.homes?.stop(withinMs),
    parts.runner?.stop(withinMs),
    ...parts.platforms.map((platform) => platform.stop(withinMs)),
  ])
  await parts.database?.close()
  for (const one of ended) if (one.status === 'rejected') throw one.reason
}
