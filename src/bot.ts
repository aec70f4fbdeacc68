import { join } from 'node:path'
import type { Logger } from 'pino'
import { type Database, openDatabase } from './database/open.ts'
import { projectRoot } from './database/root.ts'
import { installationSecret } from './database/settings.ts'
import type { Courier } from './deliveries/courier.ts'
import { KINDS, LET_GO_WITH_ROUND } from './deliveries/kinds.ts'
import type { Handler, Served } from './http/serve.ts'
import { createInbound } from './interactions/dispatch.ts'
import { createSealer } from './interactions/seal.ts'
import { startHomes } from './operate/homes.ts'
import { identified } from './operate/identified.ts'
import { startLooking } from './operate/looking.ts'
import { createMetrics } from './operate/metrics.ts'
import { closeParts, openHealth, type Parts } from './operate/parts.ts'
import { startTicking } from './operate/ticking.ts'
import { UNDER_WAY } from './outbox/effect.ts'
import { startKeeping } from './outbox/keeping.ts'
import { startRunner } from './outbox/runner.ts'
import { createSharedBudget } from './outbox/shared-budget.ts'
import { takeOverFromDead } from './outbox/take-over.ts'
import type { SharedBudget } from './port/budget.ts'
import { cleaned } from './port/cleaned.ts'
import { CALL_MADE } from './port/observed.ts'
import type { Platform, PlatformName } from './port/platform.ts'
import { newTrace, withinTrace } from './port/trace.ts'
import type { Clock } from './programme/clock.ts'
import type { Desk } from './programme/desk.ts'
import { runDue } from './programme/due.ts'
import { convertPairs } from './programme/past-pairs/convert.ts'
import { loadBuiltinTopics } from './programme/topics/builtin.ts'
import { registry } from './registry.ts'

export interface BotOptions {
  readonly databaseUrl: string | undefined
  readonly dataDir: string
  readonly log: Logger
  readonly clock: Clock
  /** Where the bot's own HTTP listens: this machine alone, unless set. */
  readonly host?: string
  /** The platforms' ids of the workspaces that may have a programme; any, where undefined. */
  readonly allowedWorkspaces?: readonly string[] | undefined
  /** The bot's own HTTP; 0 picks a free port. */
  readonly port: number
  readonly platforms: (made: {
    readonly secret: string
    readonly log: Logger
    /** Where other processes may use the same tokens. */
    readonly shared: SharedBudget | undefined
  }) => MadePlatforms | Promise<MadePlatforms>
}

/** The platforms that the settings name, and what takes their HTTP deliveries, by path. */
export interface MadePlatforms {
  readonly list: readonly Platform[]
  readonly handlers?: Readonly<Record<string, Handler>>
}

export interface Bot {
  readonly database: Database
  readonly health: Served
  /** Does what is due now, without waiting for the minute. */
  tick(): Promise<void>
  /** How many effects are still to be carried out. */
  pending(): Promise<number>
  stop(): Promise<void>
}

/** How long work under way may take to finish at a stop, ms. */
const STOP_MS = 8_000

/**
 * Wires everything together, starts it, and gives what stops it. Whatever can keep it from starting is found
 * out before anything is done outside, and before anybody is listened to; it leaves nothing behind.
 *
 * @throws StartError or DatabaseError with one line that says what to do
 */
export async function startBot(options: BotOptions): Promise<Bot> {
  const parts: Parts = { platforms: [], handlers: {}, ends: [] }
  const health = await openHealth(options, parts)
  try {
    return await startWith(options, parts, health)
  } catch (error) {
    await closeParts(parts, health, 1_000).catch(() => undefined)
    throw error
  }
}

async function startWith(options: BotOptions, parts: Parts, health: Served): Promise<Bot> {
  const { log, clock, databaseUrl, dataDir } = options
  const database = await openDatabase({ databaseUrl, dataDir })
  parts.database = database
  const { prisma } = database
  if (database.migrated.length > 0) log.info({ migrations: database.migrated }, 'database brought up to date')
  const secret = await installationSecret(prisma)
  const allowed = options.allowedWorkspaces && { allowed: new Set(options.allowedWorkspaces) }
  const desk: Desk = {
    prisma,
    clock,
    wall: Date.now,
    secret,
    letGoWithRound: LET_GO_WITH_ROUND,
    ...allowed,
  }
  const pairs = await convertPairs(desk)
  if (pairs.turned + pairs.forgotten > 0) log.info(pairs, 'past pairs turned into hashes of identities')

  const shared = database.kind === 'postgresql' ? createSharedBudget(prisma) : undefined
  const { list, handlers } = await options.platforms({ secret, log, shared })
  parts.platforms = list
  const made = await identified(list, desk, log)
  parts.platforms = made

  const sealer = createSealer(secret)
  const platforms = new Map<PlatformName, Platform>(made.map((platform) => [platform.name, platform]))
  const tick = () => withinTrace(newTrace(), () => turn(desk, log))
  const logCall = (call: unknown) => log.debug(call, 'called')
  CALL_MADE.subscribe(logCall)
  const metrics = createMetrics(prisma)
  parts.metrics = metrics
  parts.ends.push(
    () => CALL_MADE.unsubscribe(logCall),
    () => metrics.stop(),
  )
  const topics = loadBuiltinTopics(join(projectRoot, 'topics'))
  const doors = new Map(
    made.map((platform) => [
      platform.name,
      createInbound({
        desk,
        platform,
        registry,
        sealer,
        log,
        topics,
        refreshHomes: (opened) => (opened ? parts.homes?.opened() : parts.homes?.soon()),
        reach: ({ platform: name }) => platforms.get(name),
        linkTo: (workspace, space, post) =>
          platforms
            .get(workspace.platform as PlatformName)
            ?.linkTo({ externalId: workspace.externalId }, space, post),
      }),
    ]),
  )
  for (const platform of made) {
    const door = doors.get(platform.name)
    await platform.syncCommands(registry.commands)
    if (door) await platform.start(cleaned(door))
  }
  const homes = startHomes({
    desk,
    platforms,
    log,
    messageFor: async ({ platform, workspace, user, name, locale }) =>
      doors.get(platform)?.homeOf({ workspace, user, name, ...(locale === null ? {} : { locale }) }),
  })
  parts.homes = homes
  Object.assign(parts.handlers, handlers)
  // The embedded database belongs to this process alone: whoever left a call unfinished in it is dead.
  if (database.kind === 'embedded') await takeOverFromDead(prisma, desk.wall())
  // Not before every platform has told who we are: without that, our own posts are not known again, and
  // what was done before a crash would be done twice.
  const courier: Courier = {
    desk,
    // The settings have one token for each platform: whatever is installed there is reached with it.
    platformOf: ({ platform }) => platforms.get(platform),
    commands: registry.commands,
    seal: (workspace, action, args) => sealer.seal('action', workspace, 'anybody', action, args),
  }
  parts.runner = startRunner({
    prisma,
    log,
    ...(database.kind === 'postgresql'
      ? { keeping: await startKeeping({ prisma, log, platforms: [...platforms.keys()] }) }
      : {}),
    kinds: KINDS.map((kind) => kind.by(courier)),
  })
  const looking = startLooking({ desk, platforms, log })
  parts.looking = looking
  const begin = async () => {
    await tick()
    // Nobody waits for it: a slow platform is no reason for a late turn.
    void looking.look()
    void homes.show()
  }
  parts.ticking = startTicking({ turn: begin, ticked: metrics.ticked, log })
  log.info({ port: health.port, database: database.kind, platforms: made.map(({ name }) => name) }, 'started')
  return {
    database,
    health,
    async tick() {
      await tick()
      await looking.look()
      await homes.show()
    },
    pending: () => prisma.effect.count({ where: { state: { in: UNDER_WAY } } }),
    async stop() {
      await closeParts(parts, health, STOP_MS)
      log.info('stopped')
    },
  }
}

/** Does what is due. What of it could not be done is said, and keeps nothing else waiting. */
async function turn(desk: Desk, log: Logger): Promise<void> {
  for (const { error, ...trouble } of await runDue(desk, desk.clock.now()))
    log.error({ ...trouble, err: error }, 'something that is due could not be done')
}
