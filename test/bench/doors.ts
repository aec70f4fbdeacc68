import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { permissionInteger } from '../../src/platforms/discord/permissions.ts'
import { slackManifest } from '../../src/platforms/slack/manifest.ts'
import { registry } from '../../src/registry.ts'
import { type LocalPlatforms, localPlatforms } from '../../src/sandbox/platforms-process.ts'
import { population } from '../../src/sandbox/population/population.ts'
import { found, type Settlement, SLACK } from '../../src/sandbox/settlement.ts'
import type { Face } from '../doors/face.ts'
import { eventsFace, healthFace } from '../doors/faces/bot.ts'
import { discordFace } from '../doors/faces/discord.ts'
import { holdFace, pageFace } from '../doors/faces/sandbox.ts'
import { slackFace } from '../doors/faces/slack.ts'
import { storm } from '../doors/storm.ts'
import { startFlags } from '../support/start-flags.ts'
import { type Bot, halfSent } from './half-sent.ts'
import { resident } from './process.ts'
import type { Figure } from './table.ts'

/** How many hostile requests are sent to each face. */
const REQUESTS = 100_000
const SEED = 20_261_128
const SECRET = 'the-secret-with-which-Slack-signs'
/** How fast the local platforms' limits run off: the one on wrong requests shuts nobody out for long. */
const SPEED = 10_000

/**
 * A hundred thousand hostile requests to each of the faces, which stand in processes of their own: the bot as it is
 * run, over HTTP, and the local platforms. None may end one, and the last is answered as the first.
 */
export async function doors(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-doors-'))
  const platforms = await localPlatforms(join(folder, 'platforms'), 0, SPEED)
  try {
    const place = await settle(platforms)
    const bot = await startBot(folder, platforms, place)
    try {
      return await besieged(bot, platforms, await facesOf(bot, platforms, place))
    } finally {
      await stop(bot)
    }
  } finally {
    await platforms.release(true)
    rmSync(folder, { recursive: true, force: true })
  }
}

async function besieged(bot: Bot, platforms: LocalPlatforms, faces: readonly Face[]): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const face of faces) figures.push(...(await weathered(face)))
  figures.push(...(await halfSent(bot)))
  const pids = [bot.process.pid, platforms.pid]
  const gone = pids.filter((pid) => Number.isNaN(resident(pid, 'VmRSS'))).length
  return [...figures, { name: 'processes that ended', value: gone, unit: '', limit: 0 }]
}

async function stop({ process }: Bot): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return
  const gone = new Promise((resolve) => process.once('exit', resolve))
  process.kill('SIGTERM')
  await gone
}

async function weathered(face: Face): Promise<Figure[]> {
  const before = await face.probe()
  const { statuses, refused, ms } = await storm(face, { requests: REQUESTS, seed: SEED, atOnce: 64 })
  const after = await face.probe()
  const failed = [...statuses].filter(([status]) => status >= 500).reduce((sum, [, count]) => sum + count, 0)
  const name = (what: string) => `${face.name}: ${what}`
  return [
    { name: name('hostile requests'), value: REQUESTS, unit: '' },
    { name: name('the same each second'), value: REQUESTS / (ms / 1_000), unit: '' },
    { name: name('connections that nobody took'), value: refused, unit: '', limit: 0 },
    { name: name('answered 5xx'), value: failed, unit: '', limit: 0 },
    {
      name: name('the last answered otherwise than the first'),
      value: before === after ? 0 : 1,
      unit: '',
      limit: 0,
    },
  ]
}

async function settle(platforms: LocalPlatforms): Promise<Settlement> {
  const manifest = slackManifest(registry.commands, { socketMode: false, requestUrl: 'http://127.0.0.1:9/' })
  const people = population({ seed: 1, size: 20 })
  const place = await found(
    platforms,
    people,
    { manifest, permissions: permissionInteger.toString() },
    undefined,
  )
  await place.slack.createApp({ id: SLACK.app, manifest: { ...manifest }, signingSecret: SECRET })
  return place
}

function startBot(folder: string, platforms: LocalPlatforms, place: Settlement): Promise<Bot> {
  const { PATH = '', HOME = '' } = process.env
  const bot = spawn(
    process.execPath,
    [...startFlags(), '--expose-gc', '--import', './dist/test/bench/collecting.js', 'dist/src/main.js'],
    {
      env: {
        PATH,
        HOME,
        DATA_DIR: join(folder, 'bot'),
        PORT: '0',
        SLACK_BOT_TOKEN: SLACK.botToken,
        SLACK_SIGNING_SECRET: SECRET,
        SLACK_API_URL: platforms.slackApiUrl,
        DISCORD_TOKEN: place.discordToken,
        DISCORD_API_URL: platforms.discordApiUrl,
      },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  )
  return new Promise((resolve, reject) => {
    bot.once('exit', (code) => reject(new Error(`the bot did not start (${code})`)))
    if (bot.stdout === null) throw new Error('its output is lost')
    createInterface(bot.stdout).on('line', (line) => {
      const { msg, port } = JSON.parse(line) as { msg?: string; port?: number }
      if (msg === 'started' && port !== undefined) resolve({ process: bot, port })
    })
  })
}

async function facesOf(bot: Bot, platforms: LocalPlatforms, place: Settlement): Promise<Face[]> {
  const portOf = (url: string) => Number(new URL(url).port)
  const slack = { team: SLACK.team, user: SLACK.organiser, botToken: SLACK.botToken }
  const seen = await place.discord.person(place.guild, place.discordOrganiser).sees()
  const discord = {
    guild: place.guild,
    channel: seen.channels[0]?.id ?? '',
    user: place.discordOrganiser,
    token: place.discordToken,
  }
  return [
    healthFace(bot.port),
    eventsFace(bot.port, SECRET, slack),
    slackFace(portOf(platforms.slackUrl), slack),
    discordFace(portOf(platforms.discordUrl), discord),
    pageFace(portOf(platforms.pageUrl), slack, discord),
    holdFace(portOf(platforms.holdUrl)),
  ]
}
