import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { schedule } from 'node-cron'
import type { Logger } from 'pino'
import { type Database, openDatabase } from './database/open.ts'
import { projectRoot } from './database/root.ts'
import { installationSecret } from './database/settings.ts'
import { effectKinds } from './deliveries/kinds.ts'
import { createInbound } from './interactions/dispatch.ts'
import { createSealer } from './interactions/seal.ts'
import { type Health, serveHealth } from './operate/health.ts'
import { createMetrics } from './operate/metrics.ts'
import { UNDER_WAY } from './outbox/effect.ts'
import { startKeeping } from './outbox/keeping.ts'
import { type Runner, startRunner, takeOverFromDead } from './outbox/runner.ts'
import { createSharedBudget } from './outbox/shared-budget.ts'
import type { SharedBudget } from './port/budget.ts'
import { cleaned } from './port/cleaned.ts'
import { CALL_MADE } from './port/observed.ts'
import type { Platform, PlatformName } from './port/platform.ts'
import { newTrace, withinTrace } from './port/trace.ts'
import type { Clock } from './programme/clock.ts'
import type { Desk } from './programme/desk.ts'
import { runDue } from './programme/due.ts'
import { loadBuiltinTopics } from './programme/topics/builtin.ts'
import { registry } from './registry.ts'

export interface BotOptions {
  readonly databaseUrl: string | undefined
  readonly dataDir: string
  readonly log: Logger
  readonly clock: Clock
  /** The bot's own HTTP; 0 picks a free port. */
  readonly port: number
  /** Makes the platforms that the settings name, and what takes their HTTP deliveries, by path. */
  readonly platforms: (made: {
    readonly secret: string
    readonly log: Logger
    /** Where other processes may use the same tokens. */
    readonly shared: SharedBudget | undefined
  }) => {
    readonly list: readonly Platform[]
    readonly handlers?: Readonly<Record<string, RequestListener>>
  }
}

export interface Bot {
  readonly database: Database
  readonly health: Health
  /** Does what is due now, without waiting for the minute. */
  tick(): Promise<void>
  /** How many effects are still to be carried out. */
  pending(): Promise<number>
  stop(): Promise<void>
}

/** How long work under way may take to finish at a stop, ms. */
const STOP_MS = 8_000

/** Wires everything together, starts it, and gives what stops it. */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { log, clock } = options
  const database = await openDatabase({ databaseUrl: options.databaseUrl, dataDir: options.dataDir })
  const { prisma } = database
  if (database.migrated.length > 0) log.info({ migrations: database.migrated }, 'database brought up to date')
  const secret = await installationSecret(prisma)
  const desk: Desk = { prisma, clock, wall: Date.now, secret }
  // The embedded database belongs to this process alone: whoever left a call unfinished in it is dead.
  if (database.kind === 'embedded') await takeOverFromDead(prisma, desk.wall())

  const shared = database.kind === 'postgresql' ? createSharedBudget(prisma) : undefined
  const sealer = createSealer(secret)
  const { list: made, handlers } = options.platforms({ secret, log, shared })
  const platforms = new Map<PlatformName, Platform>(made.map((platform) => [platform.name, platform]))
  let runner: Runner | undefined
  const poke = () => runner?.poke()
  const tick = () =>
    withinTrace(newTrace(), async () => {
      if (await runDue(desk, clock.now())) poke()
    })
  const logCall = (call: unknown) => log.debug(call, 'called')
  CALL_MADE.subscribe(logCall)
  const metrics = createMetrics(prisma)
  const topics = loadBuiltinTopics(join(projectRoot, 'topics'))
  try {
    for (const platform of made) {
      await platform.syncCommands(registry.commands)
      await platform.start(
        cleaned(
          createInbound({
            desk,
            platform,
            registry,
            sealer,
            log,
            topics,
            poke,
            linkTo: (workspace, space, post) =>
              platforms
                .get(workspace.platform as PlatformName)
                ?.linkTo({ externalId: workspace.externalId }, space, post),
          }),
        ),
      )
    }
  } catch (error) {
    await Promise.all(made.map((platform) => platform.stop(1_000).catch(() => undefined)))
    await database.close()
    throw error
  }
  // Not before every platform has told who we are: without that, our own posts are not known again, and
  // what was done before a crash would be done twice.
  const working = startRunner({
    prisma,
    log,
    ...(database.kind === 'postgresql'
      ? { keeping: await startKeeping({ prisma, log, platforms: [...platforms.keys()] }) }
      : {}),
    kinds: effectKinds({
      desk,
      platforms,
      commands: registry.commands,
      seal: (workspace, action, args) => sealer.seal('action', workspace, 'anybody', action, args),
    }),
  })
  runner = working
  const cron = schedule(
    '* * * * *',
    ({ date }) => {
      const began = Date.now()
      return tick()
        .catch((error: unknown) => log.error({ err: error }, 'tick failed'))
        .finally(() => metrics.ticked(Date.now() - began, Math.max(0, began - date.getTime())))
    },
    {
      noOverlap: true,
    },
  )
  const health = await serveHealth(
    options.port,
    {
      database: () => database.ping(),
      metrics: () => metrics.text(),
      connected: () => Object.fromEntries(made.map((platform) => [platform.name, platform.connected()])),
    },
    handlers,
  )
  log.info({ port: health.port, database: database.kind, platforms: made.map(({ name }) => name) }, 'started')
  return {
    database,
    health,
    tick,
    pending: () => prisma.effect.count({ where: { state: { in: UNDER_WAY } } }),
    async stop() {
      await cron.stop()
      await health.close()
      metrics.stop()
      CALL_MADE.unsubscribe(logCall)
      await Promise.all([working.stop(STOP_MS), ...made.map((platform) => platform.stop(STOP_MS))])
      await database.close()
      log.info('stopped')
    },
  }
}
