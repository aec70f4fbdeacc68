import { openRoundOne, type Story } from '../../src/sandbox/round-one.ts'
import { SLACK, slackId } from '../../src/sandbox/settlement.ts'
import { databases, type Measured } from './databases.ts'
import { median, quantile } from './quantile.ts'
import { type BotUnderLoad, startBotUnderLoad } from './round-one-bot.ts'
import type { Figure } from './table.ts'

const MIB = 2 ** 20

/** How long somebody waits for an answer, ms: what is measured is the acknowledgement before it. */
const PATIENCE_MS = 180_000
/** As many as Round One had, and as a large community has; until all of them are answered, ms. */
const CROWDS = [
  { size: 392, within: 3_000 },
  { size: 2_000, within: 20_000 },
] as const
const CPU_MS = 10

/** So many people type `/join` at the same moment: how long until each is acknowledged, and until all are answered? */
export async function acknowledgements(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const database of databases()) {
    for (const { size, within } of CROWDS) figures.push(...(await crowd(database, size, within)))
  }
  return figures
}

async function crowd({ name, server, most }: Measured, size: number, within: number): Promise<Figure[]> {
  const bot = await startBotUnderLoad({ size, server })
  try {
    const story: Story = { joined: [] }
    await openRoundOne(bot.place, story, () => undefined)
    const before = await acks(bot)
    const cpu = bot.cpuMs()
    const started = performance.now()
    await everybodyTypes(bot)
    const allMs = performance.now() - started
    const cpuMs = (bot.cpuMs() - cpu) / bot.people.length
    const after = await acks(bot)
    const typed = (platform: string) => bot.people.filter((person) => person.platform === platform).length
    const figures: Figure[] = [
      ...of('Slack', typed('slack'), before.slack, after.slack),
      ...of('Discord', typed('discord'), before.discord, after.discord),
      {
        name: `${bot.people.length} simultaneous /join, all answered`,
        value: allMs,
        unit: 'ms',
        limit: within,
      },
      { name: 'processor time of the bot for each', value: cpuMs, unit: 'ms', limit: CPU_MS },
      { name: 'bot, most memory resident', value: bot.peakOf('bot') / MIB, unit: 'MiB', limit: most },
      { name: 'local platforms, the same', value: bot.peakOf('platforms') / MIB, unit: 'MiB', limit: 250 },
    ]
    return figures.map((figure) => ({ ...figure, name: `${name}: ${figure.name}` }))
  } finally {
    await bot.stop()
  }
}

async function everybodyTypes({ place, people }: BotUnderLoad): Promise<void> {
  await Promise.all(
    people.map(async ({ platform, username }, index) => {
      if (platform === 'slack') {
        const person = place.slack.person(SLACK.team, slackId(index))
        const { ok } = await person.command('/join-round')
        // Where Slack's three seconds for a form have passed, a message with its button comes instead.
        if (ok) await person.until((seen) => seen.views.at(-1) ?? seen.ephemerals.at(-1), PATIENCE_MS)
      } else {
        await place.discord
          .person(place.guild, username)
          .command('join', {}, { settle: true, within: PATIENCE_MS })
      }
    }),
  )
}

interface Acks {
  readonly times: readonly number[]
  readonly missed: number
}

async function acks({ place }: BotUnderLoad): Promise<{ slack: Acks; discord: Acks }> {
  const [slack, discord] = await Promise.all([place.slack.state(), place.discord.state()])
  const missed = Object.values(slack.stats.unacknowledged).reduce((sum, count) => sum + count, 0)
  return {
    slack: { times: slack.stats.ackMs, missed: missed + slack.stats.late },
    // An interaction that is not answered in time never gets into the list.
    discord: { times: discord.ackMs, missed: 0 },
  }
}

function of(platform: string, typed: number, before: Acks, after: Acks): Figure[] {
  const times = after.times.slice(before.times.length)
  const name = (what: string) => `${platform}: ${typed} simultaneous /join, acknowledged: ${what}`
  return [
    { name: name('median'), value: median(times), unit: 'ms' },
    {
      name: name('99th percentile'),
      value: quantile(times, 0.99),
      unit: 'ms',
      ...(typed * 2 <= CROWDS[0].size ? { limit: 1_000 } : {}),
    },
    { name: name('longest'), value: quantile(times, 1), unit: 'ms', limit: 3_000 },
    {
      name: `${platform}: not acknowledged in time`,
      value: Math.max(after.missed - before.missed, typed - times.length),
      unit: '',
      limit: 0,
    },
  ]
}
