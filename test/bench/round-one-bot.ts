import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { permissionInteger } from '../../src/platforms/discord/permissions.ts'
import { slackManifest } from '../../src/platforms/slack/manifest.ts'
import { registry } from '../../src/registry.ts'
import { type LocalPlatforms, localPlatforms } from '../../src/sandbox/platforms-process.ts'
import { type Person, population } from '../../src/sandbox/population/population.ts'
import { found, type Settlement, SLACK } from '../../src/sandbox/settlement.ts'
import { emptyDatabase } from '../support/server.ts'
import { startFlags } from '../support/start-flags.ts'
import { processorTime, resident } from './process.ts'

/** The bot as it is run for real (its own process, tokens, real budgets), beside the local platforms'. */
export interface BotUnderLoad {
  readonly place: Settlement
  readonly people: readonly Person[]
  /** From the start of the process, with no database yet, until both platforms are connected. */
  readonly startedInMs: number
  /** Stops it and starts it again on what is there: how long that took until both platforms were connected, ms. */
  again(): Promise<number>
  /** The size of the database's write-ahead log now, bytes. */
  walSize(): number
  /** What the bot has resident now, bytes; NaN where the system does not tell. */
  residentOf(): number
  /** The most memory that a process ever had resident, bytes; NaN where the system does not tell. */
  peakOf(process: 'bot' | 'platforms'): number
  /** Processor time that the bot has used, ms; NaN where the system does not tell. */
  cpuMs(): number
  stop(): Promise<void>
}

export interface LoadOptions {
  readonly seed?: number
  /** How many times faster than the real platforms' the limits of the local ones run off. */
  readonly speed?: number
  /** How many people there are; as many as Round One had where left out. */
  readonly size?: number
  /** A PostgreSQL server for a database of its own, as a URL; the embedded one where left out. */
  readonly server?: string | undefined
}

export async function startBotUnderLoad(options: LoadOptions = {}): Promise<BotUnderLoad> {
  const { seed = 1, speed = 1, size, server } = options
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-bench-'))
  const database = server === undefined ? undefined : await emptyDatabase(server)
  const platforms = await localPlatforms(join(folder, 'platforms'), 0, speed)
  const people = population({ seed, ...(size === undefined ? {} : { size }) })
  const app = {
    manifest: slackManifest(registry.commands, { socketMode: true }),
    permissions: permissionInteger.toString(),
  }
  const place = await found(platforms, people, app, undefined)
  const start = async () => {
    const began = performance.now()
    const started = run(folder, platforms, place, database?.url)
    await ready(place, started)
    return { started, ms: performance.now() - began }
  }
  const end = async () => {
    const gone = new Promise((resolve) => bot.once('exit', resolve))
    bot.kill('SIGTERM')
    await gone
  }
  const first = await start()
  let bot = first.started
  return {
    place,
    people,
    startedInMs: first.ms,
    walSize: () => sizeOf(join(folder, 'bot', 'postgres', 'pg_wal')),
    residentOf: () => resident(bot.pid, 'VmRSS'),
    async again() {
      await end()
      await disconnected(place)
      const next = await start()
      bot = next.started
      return next.ms
    },
    peakOf: (process) => resident(process === 'bot' ? bot.pid : platforms.pid, 'VmHWM'),
    cpuMs: () => processorTime(bot.pid),
    async stop() {
      await end()
      await platforms.release(true)
      await database?.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function run(folder: string, platforms: LocalPlatforms, place: Settlement, url: string | undefined) {
  const { PATH = '', HOME = '' } = process.env
  return spawn(process.execPath, [...startFlags(), 'dist/src/main.js'], {
    env: {
      PATH,
      HOME,
      ...(url === undefined ? {} : { DATABASE_URL: url }),
      DATA_DIR: join(folder, 'bot'),
      PORT: '0',
      LOG_LEVEL: 'warn',
      SLACK_BOT_TOKEN: SLACK.botToken,
      SLACK_APP_TOKEN: SLACK.appToken,
      SLACK_API_URL: platforms.slackApiUrl,
      DISCORD_TOKEN: place.discordToken,
      DISCORD_API_URL: platforms.discordApiUrl,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

async function ready({ slack, discord }: Settlement, bot: ChildProcess): Promise<void> {
  for (;;) {
    if (bot.exitCode !== null) throw new Error('the bot did not start')
    const [onSlack, onDiscord] = await Promise.all([slack.state(), discord.state()])
    if (onSlack.apps[0]?.sockets && onDiscord.apps[0]?.connected) return
    await pause(20)
  }
}

async function disconnected({ slack, discord }: Settlement): Promise<void> {
  for (;;) {
    const [onSlack, onDiscord] = await Promise.all([slack.state(), discord.state()])
    if (!onSlack.apps[0]?.sockets && !onDiscord.apps[0]?.connected) return
    await pause(20)
  }
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { name }) => sum + statSync(join(folder, name)).size, 0)
}
