// One bot of several on a PostgreSQL, as a process of its own: the real SDKs, budgets scaled like the local
// platforms' limits, and a calendar that whoever started it moves on by messages.
import { join } from 'node:path'
import { pino } from 'pino'
import { startBot } from '../../src/bot.ts'
import { createDiscordPlatform } from '../../src/platforms/discord/discord.ts'
import { createMarks } from '../../src/platforms/marks.ts'
import { createSlackPlatform } from '../../src/platforms/slack/slack.ts'
import { movableClock } from '../../src/programme/clock.ts'
import { SLACK } from '../../src/sandbox/settlement.ts'

/** What the one who starts it says in the environment, as JSON in BOT. */
export interface BotSettings {
  readonly databaseUrl: string
  readonly folder: string
  readonly speed: number
  readonly slackApiUrl: string
  readonly discordApiUrl: string
  readonly discordToken: string
}

/** Does what is due, with the calendar so far ahead, ms. */
export interface TickMessage {
  readonly aheadMs: number
}

const settings = JSON.parse(process.env.BOT ?? '{}') as BotSettings
let aheadMs = 0
const log = pino(
  { level: 'info' },
  pino.destination({ dest: join(settings.folder, 'bot.log'), mkdir: true, sync: true }),
)
const bot = await startBot({
  databaseUrl: settings.databaseUrl,
  dataDir: settings.folder,
  log,
  clock: movableClock(() => aheadMs),
  port: 0,
  platforms: ({ secret, shared }) => {
    const common = { marks: createMarks(secret), log, paceScale: settings.speed }
    const { botToken, appToken } = SLACK
    return {
      list: [
        createSlackPlatform({ ...common, botToken, appToken, apiUrl: settings.slackApiUrl }),
        createDiscordPlatform({
          ...common,
          token: settings.discordToken,
          apiUrl: settings.discordApiUrl,
          ...(shared ? { shared } : {}),
        }),
      ],
    }
  },
})
process.on('message', (message: TickMessage) => {
  aheadMs = message.aheadMs
  bot.tick().catch((error: unknown) => log.error({ err: error }, 'tick failed'))
})
process.on('SIGTERM', () => void bot.stop().then(() => process.exit(0)))
// Whoever started us is gone.
process.on('disconnect', () => process.exit(1))
process.send?.('ready')
