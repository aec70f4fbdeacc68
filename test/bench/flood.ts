import { setTimeout as pause } from 'node:timers/promises'
import { answerTo, openRoundOne, type Story } from '../../src/sandbox/round-one.ts'
import { SLACK, slackId } from '../../src/sandbox/settlement.ts'
import { quantile } from './quantile.ts'
import { type BotUnderLoad, startBotUnderLoad } from './round-one-bot.ts'
import type { Figure } from './table.ts'

const COMMANDS = 3_000
/** How many of them are on their way at once: more than any platform lets one person have. */
const HANDS = 10

/** One person types `/join` three thousand times, as fast as it goes: how long does somebody else wait for an answer? */
export async function flood(): Promise<Figure[]> {
  const bot = await startBotUnderLoad({ size: 4 })
  try {
    const story: Story = { joined: [] }
    await openRoundOne(bot.place, story, () => undefined)
    await waits(bot, () => false)
    const alone = await waits(bot, times(10))
    const cpu = bot.cpuMs()
    let going = true
    const flooding = everythingTyped(bot).finally(() => {
      going = false
    })
    const during = await waits(bot, () => going)
    const taken = await flooding
    const name = (what: string) => `${COMMANDS.toLocaleString('en')} /join of one person on Slack: ${what}`
    return [
      { name: 'an answer on Slack, nobody else there: median', value: quantile(alone, 0.5), unit: 'ms' },
      { name: name('all taken'), value: taken, unit: 'ms' },
      { name: name('processor time of the bot for each'), value: (bot.cpuMs() - cpu) / COMMANDS, unit: 'ms' },
      { name: name('another’s answer meanwhile, median'), value: quantile(during, 0.5), unit: 'ms' },
      {
        name: name('another’s answer meanwhile, longest'),
        value: quantile(during, 1),
        unit: 'ms',
        limit: 1_000,
      },
    ]
  } finally {
    await bot.stop()
  }
}

/** Types all, without looking at what comes; how long that took, ms. */
async function everythingTyped({ place, people }: BotUnderLoad): Promise<number> {
  const began = performance.now()
  const index = people.findIndex(({ platform }) => platform === 'slack')
  const body = {
    team: SLACK.team,
    user: slackId(index),
    command: '/join-round',
    text: '',
    channel: 'general',
  }
  let left = COMMANDS
  const hand = async () => {
    while (left-- > 0) await place.slack.post('command', body).catch(() => undefined)
  }
  await Promise.all(Array.from({ length: HANDS }, hand))
  return performance.now() - began
}

/** How long somebody waited each time for what they can do now, ms. */
async function waits({ place, people }: BotUnderLoad, goOn: () => boolean): Promise<number[]> {
  const index = people.findLastIndex(({ platform }) => platform === 'slack')
  const person = place.slack.person(SLACK.team, slackId(index))
  const all: number[] = []
  do {
    const began = performance.now()
    await answerTo(person, '/guide')
    all.push(performance.now() - began)
    await pause(100)
  } while (goOn())
  return all
}

function times(count: number): () => boolean {
  let left = count
  return () => {
    left -= 1
    return left > 0
  }
}
