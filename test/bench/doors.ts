import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
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
import { asking, exchange, statusOf } from '../http/raw.ts'
import { resident } from './process.ts'
import type { Figure } from './table.ts'

/** How many hostile requests are sent to each face. */
const REQUESTS = 100_000
const SEED = 20_261_128
const SECRET = 'the-secret-with-which-Slack-signs'
/** How fast the local platforms' limits run off: the one on wrong requests shuts nobody out for long. */
const SPEED = 10_000
const MIB = 2 ** 20

interface Bot {
  readonly process: ChildProcess
  readonly port: number
}

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

/**
 * A hundred deliveries of 400 kB that come by half, and stop there; and that again. What it is resident with is not
 * given back at once, and swings with the collection of garbage: what it holds is the least that it says of itself
 * while it goes on working, after the third of them and later. What each left behind would be there as well.
 */
async function halfSent(bot: Bot): Promise<Figure[]> {
  const before = await atWork(bot)
  const resting = resident(bot.process.pid, 'VmRSS')
  const rounds = []
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({ ...(await halfSentOnce(bot)), ...(await atWork(bot)) })
  }
  const most = Math.max(...rounds.map((round) => round.most)) - resting
  const longest = Math.max(...rounds.map(({ ms }) => ms))
  const kept = Math.min(...rounds.slice(2).map(({ holds }) => holds)) - before.holds
  const name = (what: string) => `a hundred half-sent deliveries: ${what}`
  return [
    { name: name('all cut off after'), value: longest, unit: 'ms', limit: 15_000 },
    { name: name('the bot, more resident meanwhile'), value: most / MIB, unit: 'MiB', limit: 128 },
    { name: name(`what it holds more after ${ROUNDS} times`), value: kept / MIB, unit: 'MiB', limit: 8 },
    { name: '/healthz: answered each second, a connection each', value: before.eachSecond, unit: '' },
  ]
}

const ROUNDS = 5

/** How long they stood there, and the most that was resident meanwhile, bytes. */
async function halfSentOnce({ process: { pid }, port }: Bot): Promise<{ most: number; ms: number }> {
  const head = asking('/slack/events', 'POST', ['Content-Length: 400000'])
  const sockets: Socket[] = Array.from({ length: 100 }, () => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined)
    socket.resume().write(head + 'x'.repeat(200_000))
    return socket
  })
  let most = 0
  const began = performance.now()
  while (sockets.some(({ closed }) => !closed)) {
    most = Math.max(most, resident(pid, 'VmRSS'))
    await pause(50)
  }
  return { most, ms: performance.now() - began }
}

/** Asks for its health again and again: how often it can be, and the least that it held meanwhile, bytes. */
async function atWork({ port }: Bot): Promise<{ eachSecond: number; holds: number }> {
  const began = performance.now()
  let left = QUESTIONS
  let working = true
  const visitor = async () => {
    while (left-- > 0) {
      if ((await statusOf(port, asking('/healthz'))) !== 200) throw new Error('it is not well')
    }
  }
  const work = Promise.all(Array.from({ length: 16 }, visitor)).finally(() => {
    working = false
  })
  let holds = Number.POSITIVE_INFINITY
  while (working) {
    holds = Math.min(holds, await heldBy(port))
    await pause(500)
  }
  await work
  return { eachSecond: QUESTIONS / ((performance.now() - began) / 1_000), holds }
}

const QUESTIONS = 10_000

/** What the bot says that it holds now: objects, and the memory of buffers, bytes. */
async function heldBy(port: number): Promise<number> {
  const said = await exchange(port, asking('/metrics'))
  const gauge = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(said)?.[1] ?? Number.NaN)
  return gauge('nodejs_heap_size_used_bytes') + gauge('nodejs_external_memory_bytes')
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
    ['--max-semi-space-size=16', '--heap-growing-percent=60', 'dist/src/main.js'],
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
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  return new Promise((resolve, reject) => {
    bot.once('exit', (code) => reject(new Error(`the bot did not start (${code})`)))
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
