import { setTimeout as pause } from 'node:timers/promises'
import { quotasOf } from '../../src/platforms/slack/rates.ts'
import { countRound } from '../../src/sandbox/count.ts'
import { answerTo, gatherRoundOne, type Story, tellRoundOne } from '../../src/sandbox/round-one.ts'
import { SLACK, slackId } from '../../src/sandbox/settlement.ts'
import { databases, type Measured } from './databases.ts'
import { median, quantile } from './quantile.ts'
import { type BotUnderLoad, startBotUnderLoad } from './round-one-bot.ts'
import type { Figure } from './table.ts'

const MIB = 2 ** 20
/** Only while people join, so that what Slack lets them do does not make the benchmark longer. */
const JOINING_SPEED = 20
/** How often it is looked, ms. */
const EVERY_MS = 50
/** Nothing was posted for so long: the publication has come to its end, ms. */
const QUIET_MS = 15_000
/** Discord lets a bot make so many channels in a server in so many ms. */
const CHANNELS = { each: 50, ms: 10_000 } as const
/** All of a bot's calls together. */
const CALLS_PER_SECOND = 50
/** Somebody asks so often, ms, and so many times before anything is published. */
const ASK_EVERY_MS = 250
const ASKED_BEFORE = 20
/** A channel, an introduction, a first topic. */
const CALLS_FOR_EACH = 3

/**
 * Round One is published at the real platforms' limits: how long it takes beside the least that the limits
 * allow, what was refused with 429, and what a partnership costs in calls.
 */
export async function publish(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const database of databases()) figures.push(...(await publishOn(database)))
  return figures
}

async function publishOn({ name, server, most }: Measured): Promise<Figure[]> {
  const bot = await startBotUnderLoad({ server })
  try {
    const { place, people } = bot
    const story: Story = { joined: [] }
    const quiet = { progress: () => undefined }
    await place.slack.setRateScale(JOINING_SPEED)
    await gatherRoundOne(place, people, story, () => undefined, quiet)
    await place.slack.setRateScale(1)
    const calm = await askFor(bot, ASKED_BEFORE, (asked) => asked < ASKED_BEFORE)
    const before = await calls(bot)
    const watched = watchPosts(bot)
    await tellRoundOne(place, people, story, () => undefined, quiet)
    let over = false
    const asked = askFor(bot, ASKED_BEFORE, () => !over)
    const { began, ended } = await watched.finally(() => {
      over = true
    })
    const meanwhile = await asked
    const after = await calls(bot)
    const count = await countRound(place, people.length, 1)
    if (count.missing + count.duplicates > 0)
      throw new Error(`not all of Round One: ${JSON.stringify(count)}`)
    const all: Figure[] = [
      ...figures(
        'Slack',
        ended.slack - began.slack,
        fewer(after.slack, before.slack),
        'conversations.create',
        slackLeast,
      ),
      ...figures(
        'Discord',
        ended.discord - began.discord,
        fewer(after.discord, before.discord),
        'POST /guilds/:guild/channels',
        discordLeast,
      ),
      ...answers('Slack', calm.slack, meanwhile.slack),
      ...answers('Discord', calm.discord, meanwhile.discord),
      { name: 'publishing: answered 429', value: after.limited - before.limited, unit: '', limit: 0 },
      { name: 'bot, most memory resident', value: bot.peakOf('bot') / MIB, unit: 'MiB', limit: most },
    ]
    return all.map((figure) => ({ ...figure, name: `${name}: ${figure.name}` }))
  } finally {
    await bot.stop()
  }
}

/**
 * Channels come so many at a time; those of the last time need their calls after it, and Discord takes only
 * so many calls a second, ms.
 */
function discordLeast(channels: number): number {
  const before = Math.ceil(channels / CHANNELS.each) - 1
  const last = channels - before * CHANNELS.each
  return before * CHANNELS.ms + ((last * CALLS_FOR_EACH) / CALLS_PER_SECOND) * 1_000
}

/** Its slowest tier is that of making channels; how many may come at once is what we assume, ms. */
function slackLeast(channels: number): number {
  const [quota] = quotasOf(SLACK.team, 'conversations.create')
  if (!quota) throw new Error('no limit is known')
  return ((channels - quota.burst) / quota.perMinute) * 60_000
}

function figures(
  platform: string,
  ms: number,
  made: Counts,
  making: string,
  leastFor: (channels: number) => number,
): Figure[] {
  const channels = made[making] ?? 0
  const least = leastFor(channels)
  const all = Object.values(made).reduce((sum, each) => sum + each, 0)
  const name = (what: string) => `publishing ${channels} partnerships on ${platform}: ${what}`
  return [
    { name: name('from the first channel to the last post'), value: ms / 1_000, unit: 's' },
    { name: name('the least that the limits allow'), value: least / 1_000, unit: 's' },
    { name: name('times as long as that'), value: ms / least, unit: '', limit: 1.05 },
    { name: name('calls for each, all calls meanwhile counted'), value: all / channels, unit: '' },
  ]
}

interface Waits {
  readonly slack: readonly number[]
  readonly discord: readonly number[]
}

/** Somebody on each platform asks where they stand, again and again; how long each answer took, ms. */
async function askFor(
  { place, people }: BotUnderLoad,
  first: number,
  goOn: (asked: number) => boolean,
): Promise<Waits> {
  const slackIndex = people.findIndex(({ platform }) => platform === 'slack')
  const onSlack = place.slack.person(SLACK.team, slackId(slackIndex))
  const onDiscord = place.discord.person(
    place.guild,
    people.find(({ platform }) => platform === 'discord')?.username ?? '',
  )
  const ask = async (command: () => Promise<unknown>) => {
    const waits: number[] = []
    while (waits.length < first || goOn(waits.length)) {
      const began = performance.now()
      await command()
      waits.push(performance.now() - began)
      await pause(ASK_EVERY_MS)
    }
    return waits
  }
  const [slack, discord] = await Promise.all([
    ask(() => answerTo(onSlack, '/guide')),
    ask(() => onDiscord.command('guide')),
  ])
  return { slack, discord }
}

function answers(platform: string, before: readonly number[], meanwhile: readonly number[]): Figure[] {
  const name = (what: string) => `somebody on ${platform} asks where they stand: ${what}`
  return [
    { name: name('answered after, median, before'), value: median(before), unit: 'ms' },
    { name: name('the same while publishing'), value: median(meanwhile), unit: 'ms' },
    { name: name('longest of these'), value: quantile(meanwhile, 1), unit: 'ms', limit: 3_000 },
  ]
}

type Counts = Readonly<Record<string, number>>

/** By method or route, without the answers to people. */
async function calls({ place }: BotUnderLoad) {
  const [slack, discord] = await Promise.all([place.slack.state(), place.discord.state()])
  const sum = (counts: Counts) => Object.values(counts).reduce((all, each) => all + each, 0)
  return {
    slack: without(slack.stats.calls, /^(views|apps|auth|users)\./),
    discord: without(discord.stats.calls, /interactions|webhooks|gateway/),
    limited: sum(slack.stats.ratelimited) + sum(discord.stats.limited),
  }
}

const without = (counts: Counts, answers: RegExp): Counts =>
  Object.fromEntries(Object.entries(counts).filter(([name]) => !answers.test(name)))

const fewer = (after: Counts, before: Counts): Counts =>
  Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)]))

/**
 * When the first channel was made and the last post posted on each platform, by `performance.now`; waits until
 * neither is posted to any more.
 */
async function watchPosts(bot: BotUnderLoad): Promise<{ began: Moments; ended: Moments }> {
  const count = async () => {
    const { slack, discord } = await calls(bot)
    return {
      slack: { made: slack['conversations.create'] ?? 0, posts: slack['chat.postMessage'] ?? 0 },
      discord: {
        made: discord['POST /guilds/:guild/channels'] ?? 0,
        posts: discord['POST /channels/:channel/messages'] ?? 0,
      },
    }
  }
  const first = await count()
  let seen = first
  const began = { slack: Number.NaN, discord: Number.NaN }
  const ended = { slack: Number.NaN, discord: Number.NaN }
  for (;;) {
    await pause(EVERY_MS)
    const now = await count()
    const at = performance.now()
    for (const platform of ['slack', 'discord'] as const) {
      if (now[platform].made === first[platform].made) continue
      if (Number.isNaN(began[platform])) began[platform] = at - EVERY_MS
      if (now[platform].posts !== seen[platform].posts || Number.isNaN(ended[platform])) ended[platform] = at
    }
    seen = now
    if (at - Math.max(ended.slack, ended.discord) > QUIET_MS) return { began, ended }
  }
}

interface Moments {
  readonly slack: number
  readonly discord: number
}
