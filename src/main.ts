import type { Logger } from 'pino'
import type { Bot, MadePlatforms } from './bot.ts'
import { type Config, ConfigError, readConfig, type SlackSettings } from './config.ts'
import { DatabaseError } from './database/problem.ts'
import { readFlags, refuseSandboxFlags, USAGE } from './operate/command-line.ts'
import { catchLast } from './operate/last-resort.ts'
import { createLog } from './operate/log.ts'
import { loadSettings, openToAll } from './operate/settings-file.ts'
import type { SharedBudget } from './port/budget.ts'
import { createMarks, type Marks } from './port/marks.ts'
import { StartError } from './port/platform.ts'
import { scrub } from './port/scrub.ts'
import { systemClock } from './programme/clock.ts'
import { isKept, keep } from './stage/keeper.ts'

/** What we write is our user's alone, whatever their shell is set to. */
const OURS_ALONE = 0o077

async function main(args: readonly string[]): Promise<void> {
  const flags = readFlags(args)
  if (flags.help) return void process.stdout.write(USAGE)
  process.umask(OURS_ALONE)
  loadSettings()
  const config = readConfig(process.env)
  if (config.sandbox) {
    // Kept by a process of its own, which has loaded nothing else.
    if (!flags.exit && !isKept()) return keep()
    const { runSandbox } = await import('./sandbox-run.ts')
    return runSandbox(config, flags)
  }
  refuseSandboxFlags(flags)
  const format = config.logFormat ?? (process.stdout.isTTY ? 'lines' : 'json')
  const log = createLog(config.logLevel, { secrets: secretsIn(config), format })
  catchLast(log)
  if (openToAll()) log.warn('everybody on this machine can read .env, and the tokens in it: chmod 600 .env')
  // Loaded when they are needed: whatever is wrong with the settings is said at once.
  const { startBot } = await import('./bot.ts')
  const bot = await startBot({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    log,
    clock: systemClock,
    host: config.host,
    allowedWorkspaces: config.allowedWorkspaces,
    port: config.port,
    platforms: ({ secret, shared }) => platformsOf(config, secret, log, shared),
  })
  stopOnSignal(bot)
  // To whoever started this process with a channel to it: a supervisor, or `npm run setup`.
  process.send?.('ready')
}

/** What of the settings is written nowhere. */
function secretsIn({ slack, discord, databaseUrl }: Config): string[] {
  const password = databaseUrl !== undefined && URL.canParse(databaseUrl) ? new URL(databaseUrl).password : ''
  return [slack?.botToken, slack?.appToken, slack?.signingSecret, discord?.token, password].flatMap(
    (secret) => secret ?? [],
  )
}

async function platformsOf(
  config: Config,
  secret: string,
  log: Logger,
  shared: SharedBudget | undefined,
): Promise<MadePlatforms> {
  const marks = createMarks(secret)
  const slack = config.slack && (await slackOf(config, config.slack, marks, log))
  const discord = config.discord && (await discordOf(config, config.discord.token, marks, log, shared))
  return {
    list: [...(slack ? [slack] : []), ...(discord ? [discord] : [])],
    handlers: slack?.handler ? { '/slack/events': slack.handler } : {},
  }
}

async function discordOf(
  config: Config,
  token: string,
  marks: Marks,
  log: Logger,
  shared: SharedBudget | undefined,
) {
  const { adapterWords } = await import('./messages/adapter-words.ts')
  const { createDiscordPlatform } = await import('./platforms/discord/discord.ts')
  return createDiscordPlatform({
    token,
    ...(shared ? { shared } : {}),
    ...(config.discordApiUrl ? { apiUrl: config.discordApiUrl } : {}),
    marks,
    log,
    words: adapterWords(),
  })
}

async function slackOf(config: Config, settings: SlackSettings, marks: Marks, log: Logger) {
  const { botToken, appToken, signingSecret } = settings
  const { adapterWords } = await import('./messages/adapter-words.ts')
  const { createSlackPlatform } = await import('./platforms/slack/slack.ts')
  return createSlackPlatform({
    botToken,
    ...(appToken ? { appToken } : {}),
    ...(signingSecret ? { signingSecret } : {}),
    ...(config.slackApiUrl ? { apiUrl: config.slackApiUrl } : {}),
    ...(config.slackCommandPrefix ? { commandPrefix: config.slackCommandPrefix } : {}),
    marks,
    log,
    words: adapterWords(),
  })
}

function stopOnSignal(bot: Bot): void {
  let stopping = false
  const stop = () => {
    if (stopping) process.exit(1)
    stopping = true
    bot.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const known = error instanceof StartError || error instanceof DatabaseError || error instanceof ConfigError
  const text = known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`${known ? text : scrub(text)}\n`)
  process.exit(1)
})
