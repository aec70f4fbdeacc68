import { type ChildProcess, spawn } from 'node:child_process'
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
import { emptyDatabase } from '../support/database.ts'
import type { BotSettings, TickMessage } from './bot-process.ts'

/** Several bots, each a process, on one PostgreSQL, before a Slack and a Discord in this process. */
export interface Several {
  readonly place: Settlement
  readonly people: readonly Person[]
  /** To look into the bots' database. */
  readonly database: Client
  /** Where the bots write their logs. */
  readonly folder: string
  /** Those that live. */
  readonly bots: readonly ChildProcess[]
  /** Lets every bot do what is due at the same moment, with its calendar so far ahead, ms. */
  tick(aheadMs: number): void
  /** `kill -9`; resolves when the process is gone. */
  kill(bot: ChildProcess): Promise<void>
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
  options: { readonly bots: number; readonly people: number; readonly speed: number; readonly seed: number },
): Promise<Several> {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-several-'))
  const empty = await emptyDatabase(server)
  const slack = await startSlack({ rateScale: options.speed })
  const discord = await startDiscord({ rateScale: options.speed })
  const people = population({ seed: options.seed }).slice(0, options.people)
  const app = {
    manifest: slackManifest(registry.commands, { socketMode: true }),
    permissions: permissionInteger.toString(),
  }
  const place = await found({ slackUrl: slack.url, discordUrl: discord.url }, people, app, undefined)
  const common = {
    databaseUrl: empty.url,
    speed: options.speed,
    slackApiUrl: slack.apiUrl,
    discordApiUrl: discord.apiUrl,
    discordToken: place.discordToken,
  }
  const bots = await Promise.all(
    Array.from({ length: options.bots }, (_, n) => run({ ...common, folder: join(folder, `bot-${n + 1}`) })),
  )
  const database = new Client({ connectionString: empty.url })
  await database.connect()
  const alive = new Set(bots)
  const end = async (bot: ChildProcess, signal: 'SIGKILL' | 'SIGTERM') => {
    alive.delete(bot)
    const gone = new Promise((resolve) => bot.once('exit', resolve))
    if (!bot.kill(signal)) throw new Error('a bot had ended by itself; see its log')
    await gone
  }
  return {
    place,
    people,
    database,
    folder,
    get bots() {
      return [...alive]
    },
    tick(aheadMs) {
      for (const bot of alive) bot.send({ aheadMs } satisfies TickMessage)
    },
    kill: (bot) => end(bot, 'SIGKILL'),
    async close(failed) {
      await Promise.all([...alive].map((bot) => end(bot, 'SIGTERM').catch(() => undefined)))
      await database.end()
      await empty.drop()
      await Promise.all([slack.close(), discord.close()])
      if (!failed) rmSync(folder, { recursive: true, force: true })
    },
  }
}

function run(settings: BotSettings): Promise<ChildProcess> {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, ['dist/test/crash/bot-process.js'], {
    env: { PATH, HOME, BOT: JSON.stringify(settings) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(child))
    child.once('exit', (code) => reject(new Error(`a bot did not start (${code})`)))
  })
}
