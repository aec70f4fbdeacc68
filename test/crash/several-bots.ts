import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { permissionInteger } from '../../src/platforms/discord/permissions.ts'
import { slackManifest } from '../../src/platforms/slack/manifest.ts'
import { registry } from '../../src/registry.ts'
import { startDiscord } from '../../src/sandbox/discord/server.ts'
import { type Person, population } from '../../src/sandbox/population/population.ts'
import { found, type Settlement } from '../../src/sandbox/settlement.ts'
import { startSlack } from '../../src/sandbox/slack/server.ts'
import { emptyDatabase } from '../support/server.ts'
import { type RunningBot, startBotProcess } from './running-bot.ts'
import { openWire, type Wire } from './wire.ts'

/** Several bots, each a process, on one PostgreSQL, before a Slack and a Discord in this process. */
export interface Several {
  readonly place: Settlement
  readonly people: readonly Person[]
  /** To look into the bots' database. */
  readonly database: Client
  /** Where the bots write their logs. */
  readonly folder: string
  logOf(bot: RunningBot): string
  /** Those that live. */
  readonly bots: readonly RunningBot[]
  /** The line from a bot to the database. */
  wireOf(bot: RunningBot): Wire
  /** Lets every bot do what is due at the same moment, with its calendar so far ahead, ms. */
  tick(aheadMs: number): void
  /** `kill -9`; resolves when the process is gone. */
  kill(bot: RunningBot): Promise<void>
  /** Ends everything; keeps the folder where `failed`. */
  close(failed: boolean): Promise<void>
}

/** The PostgreSQL for these drills, or undefined where none answers. */
export async function postgres(): Promise<string | undefined> {
  const url = process.env.TEST_DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres'
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000 })
  try {
    await client.connect()
    await client.end()
    return url
  } catch {
    return undefined
  }
}

export async function startSeveral(
  server: string,
  options: {
    readonly bots: number
    readonly people: number
    readonly speed: number
    /** Where all of them are; on both platforms where not given. */
    readonly on?: Person['platform']
  },
): Promise<Several> {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-several-'))
  const empty = await emptyDatabase(server)
  const slack = await startSlack({ rateScale: options.speed })
  const discord = await startDiscord({ rateScale: options.speed })
  const people = population({ seed: 1 })
    .filter(({ platform }) => platform === (options.on ?? platform))
    .slice(0, options.people)
  const app = {
    manifest: slackManifest(registry.commands, { socketMode: true }),
    permissions: permissionInteger.toString(),
  }
  const place = await found({ slackUrl: slack.url, discordUrl: discord.url }, people, app, undefined)
  const common = {
    speed: options.speed,
    slackApiUrl: slack.apiUrl,
    discordApiUrl: discord.apiUrl,
    discordToken: place.discordToken,
  }
  const wires = new Map<RunningBot, Wire>()
  const logs = new Map<RunningBot, string>()
  const start = async (_: unknown, index: number) => {
    const wire = await openWire(empty.url)
    const own = { databaseUrl: wire.url, folder: join(folder, `bot-${index + 1}`) }
    const bot = await startBotProcess({ ...common, ...own })
    wires.set(bot, wire)
    logs.set(bot, join(own.folder, 'bot.log'))
    return bot
  }
  const bots = await Promise.all(Array.from({ length: options.bots }, start))
  const database = new Client({ connectionString: empty.url })
  await database.connect()
  const alive = new Set(bots)
  return {
    place,
    people,
    database,
    folder,
    logOf: (bot) => logs.get(bot) ?? '',
    get bots() {
      return [...alive]
    },
    wireOf(bot) {
      const wire = wires.get(bot)
      if (!wire) throw new Error('not one of these bots')
      return wire
    },
    tick(aheadMs) {
      for (const bot of alive) bot.tick(aheadMs)
    },
    kill(bot) {
      alive.delete(bot)
      return bot.kill()
    },
    async close(failed) {
      await Promise.all([...alive].map((bot) => bot.end().catch(() => undefined)))
      await Promise.all([...wires.values()].map((wire) => wire.close()))
      await database.end()
      await empty.drop()
      await Promise.all([slack.close(), discord.close()])
      if (!failed) rmSync(folder, { recursive: true, force: true })
    },
  }
}
