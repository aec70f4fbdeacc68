// A bot as a process of its own, to be killed: the real SDKs, budgets scaled like the local platforms'
// limits, and a calendar that whoever started it moves on by messages.

import { join } from 'node:path'
import { pino } from 'pino'
import { startBot } from '../../src/bot.ts'
import { adapterWords } from '../../src/messages/adapter-words.ts'
import { createDiscordPlatform } from '../../src/platforms/discord/discord.ts'
import { createSlackPlatform } from '../../src/platforms/slack/slack.ts'
import { createMarks } from '../../src/port/marks.ts'
import { traceInLog } from '../../src/port/trace.ts'
import { movableClock } from '../../src/programme/clock.ts'
import { SLACK } from '../../src/sandbox/settlement.ts'
import type { BotSettings, Told } from './bot-settings.ts'
import { stoppingAt } from './standstill.ts'

const settings = JSON.parse(process.env.BOT ?? '{}') as BotSettings
let aheadMs = settings.aheadMs ?? 0
const log = pino(
  { level: 'info', mixin: traceInLog },
  pino.destination({ dest: join(settings.folder, 'bot.log'), mkdir: true, sync: true }),
)
const standstill = stoppingAt(settings.standstill, () => process.send?.({ stands: true }))
const bot = await startBot({
  databaseUrl: settings.databaseUrl,
  dataDir: join(settings.folder, 'data'),
  log,
  clock: movableClock(() => aheadMs),
  port: 0,
  platforms: ({ secret, shared }) => {
    const common = { words: adapterWords(), marks: createMarks(secret), log, paceScale: settings.speed }
    const { slackApiUrl, discordApiUrl, discordToken = '' } = settings
    const { botToken, appToken } = SLACK
    return {
      list: [
        ...(slackApiUrl ? [createSlackPlatform({ ...common, botToken, appToken, apiUrl: slackApiUrl })] : []),
        ...(discordApiUrl
          ? [
              createDiscordPlatform({
                ...common,
                token: discordToken,
                apiUrl: discordApiUrl,
                ...(shared ? { shared } : {}),
              }),
            ]
          : []),
      ].map(standstill.within),
    }
  },
})
/** One turn after another, as the bot's own are: what is asked for meanwhile is the next. */
let ticking = false
let wanted = false
async function tick(): Promise<void> {
  ticking = true
  while (wanted) {
    wanted = false
    await bot.tick().catch((error: unknown) => log.error({ err: error }, 'tick failed'))
  }
  ticking = false
}
process.on('message', (told: Told) => {
  switch (told.do) {
    case 'tick':
      aheadMs = told.aheadMs
      wanted = true
      if (!ticking) void tick()
      return
    case 'stand-still':
      standstill.next(told.at)
      process.send?.({ answer: told.number })
      return
    case 'count':
      void effects().then((counts) => process.send?.({ answer: told.number, counts }))
  }
})
process.on('SIGTERM', () => void bot.stop().then(() => process.exit(0)))
// Whoever started us is gone.
process.on('disconnect', () => process.exit(1))
process.send?.('ready')

/** How many effects there are, by `kind:state`. */
async function effects(): Promise<Record<string, number>> {
  await bot.tick()
  const groups = await bot.database.prisma.effect.groupBy({ by: ['kind', 'state'], _count: true })
  return Object.fromEntries(groups.map(({ kind, state, _count }) => [`${kind}:${state}`, _count]))
}
