import { answerTo, gatherRoundOne } from '../../src/sandbox/round-one.ts'
import { SLACK } from '../../src/sandbox/settlement.ts'
import { startBotUnderLoad } from './round-one-bot.ts'
import type { Figure } from './table.ts'

/** Fast enough that Slack's hundred forms a minute keep nobody waiting: joining is not what is measured. */
const SPEED = 20

/** Everybody of Round One has joined, and its organiser types `/round match`: how long until they read the draft? */
export async function draft(): Promise<Figure[]> {
  const bot = await startBotUnderLoad({ speed: SPEED })
  try {
    await gatherRoundOne(bot.place, bot.people, { joined: [] }, () => undefined, {
      progress: () => undefined,
    })
    const organiser = bot.place.slack.person(SLACK.team, SLACK.organiser)
    const times: number[] = []
    for (let run = 0; run < 3; run++) {
      const started = performance.now()
      const words = await answerTo(organiser, '/round', 'match')
      times.push(performance.now() - started)
      if (!words.includes('196 pairs')) throw new Error(`not the draft of Round One: ${words}`)
      await organiser.close(true)
    }
    const name = (what: string) =>
      `the draft of ${bot.people.length} people, in the organiser’s chat after /round match${what}`
    return [
      { name: name(', first'), value: times[0] ?? Number.NaN, unit: 'ms', limit: 1000 },
      { name: name(', again'), value: Math.min(...times.slice(1)), unit: 'ms', limit: 1000 },
    ]
  } finally {
    await bot.stop()
  }
}
