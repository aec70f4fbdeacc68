import { setTimeout as pause } from 'node:timers/promises'
import { LABELS } from '../../src/sandbox/labels.ts'
import { type Story, tellRoundOne } from '../../src/sandbox/round-one.ts'
import { SLACK, slackId } from '../../src/sandbox/settlement.ts'
import { databases, type Measured } from './databases.ts'
import { median } from './quantile.ts'
import { type BotUnderLoad, startBotUnderLoad } from './round-one-bot.ts'
import type { Figure } from './table.ts'

const MIB = 2 ** 20
const IDLE_MS = 10_000
/** How many people do something at the same time, and how long each pauses before the next thing, ms. */
const HANDS = 4
const PAUSE_MS = 400
/** How long somebody waits for an answer, ms: what is measured is memory, and other work may go on beside. */
const PATIENCE_MS = 120_000
const patience = { within: PATIENCE_MS }
/** The limits' speed: the round is to be published soon, and people are to be kept waiting by nobody. */
const SPEED = 50
/** Which page of the profile is opened, and saved as it was. */
const PAGE = 'About you'
/** The log may grow to what PostgreSQL is told, and one segment beyond. */
const WAL_LIMIT = 96

/**
 * The bot starts for the first time, Round One runs, and for so many minutes people look things up and change their
 * profiles without a pause: what it holds in memory, and how large the embedded database's log becomes.
 */
export async function endurance(minutes: number): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const database of databases()) figures.push(...(await endured(database, minutes)))
  return figures
}

async function endured({ name: on, server, most }: Measured, minutes: number): Promise<Figure[]> {
  const bot = await startBotUnderLoad({ speed: SPEED, server })
  try {
    await pause(IDLE_MS)
    const idle = bot.residentOf()
    const held = (after: string): Figure => ({
      name: `${on}: most memory resident so far, ${after}`,
      value: bot.peakOf('bot') / MIB,
      unit: 'MiB',
      limit: most,
    })
    const started = held('first start')
    await tellRoundOne(bot.place, bot.people, { joined: [] } satisfies Story, () => undefined, {
      progress: () => undefined,
    })
    const published = held('Round One')
    const until = performance.now() + minutes * 60_000
    const watched = watch(bot, until, server === undefined)
    const done = await Promise.all(Array.from({ length: HANDS }, (_, hand) => keepBusy(bot, hand, until)))
    const { memory, wal } = await watched
    const name = (what: string) => `${on}: ${minutes} minutes of people's commands: ${what}`
    const tenth = Math.floor(memory.length / 10)
    const early = median(memory.slice(tenth, 2 * tenth))
    const late = median(memory.slice(-tenth))
    return [
      started,
      published,
      held(`${minutes} minutes of people's commands`),
      { name: name('how many'), value: done.reduce((sum, each) => sum + each, 0), unit: '' },
      { name: name('bot, resident before anything'), value: idle / MIB, unit: 'MiB' },
      { name: name('bot, resident after a tenth of the time'), value: early / MIB, unit: 'MiB' },
      { name: name('bot, resident at the end'), value: late / MIB, unit: 'MiB' },
      { name: name('growth between these two'), value: (late / early - 1) * 100, unit: '%', limit: 10 },
      ...(wal.length === 0
        ? []
        : [
            {
              name: name('largest write-ahead log'),
              value: Math.max(...wal) / MIB,
              unit: 'MiB',
              limit: WAL_LIMIT,
            },
          ]),
    ]
  } finally {
    await bot.stop()
  }
}

/** Bytes, each second. */
async function watch(
  bot: BotUnderLoad,
  until: number,
  embedded: boolean,
): Promise<{ memory: number[]; wal: number[] }> {
  const memory: number[] = []
  const wal: number[] = []
  while (performance.now() < until) {
    memory.push(bot.residentOf())
    if (embedded) wal.push(bot.walSize())
    await pause(1_000)
  }
  return { memory, wal }
}

/** One person after another asks for their partner and saves their profile again; how many commands. */
async function keepBusy({ place, people }: BotUnderLoad, hand: number, until: number): Promise<number> {
  let commands = 0
  for (let turn = hand; performance.now() < until; turn = (turn + HANDS) % people.length) {
    const person = people[turn]
    if (!person) continue
    if (person.platform === 'slack') {
      const client = place.slack.person(SLACK.team, slackId(turn))
      await client.close(true)
      await client.command('/partner')
      await client.answer(LABELS.moment, PATIENCE_MS)
      await client.close(true)
      await client.command('/profile')
      await client.answer(LABELS.moment, PATIENCE_MS)
      await client.click(PAGE)
      await client.answer(LABELS.moment, PATIENCE_MS)
      // Where Slack has room for no further form in this minute, a message comes instead.
      if ((await client.sees()).views.length > 0) {
        await client.submit()
        await client.answer(LABELS.moment, PATIENCE_MS)
      }
    } else {
      const client = place.discord.person(place.guild, person.username)
      await client.command('partner', {}, patience)
      await client.command('profile', {}, patience)
      // Where Discord's three seconds for a form have passed, a message comes instead.
      const form = await client.click(PAGE, patience)
      if (form.kind === 'modal') await client.submit(patience)
    }
    commands += 2
    await pause(PAUSE_MS)
  }
  return commands
}
