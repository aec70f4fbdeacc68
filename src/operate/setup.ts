import { pino } from 'pino'
import { type Config, ConfigError, readConfig } from '../config.ts'
import { StartError } from '../port/platform.ts'
import { openInBrowser } from './setup/browser.ts'
import { readSettings, writeSettings } from './setup/env-file.ts'
import { type RunningBot, runBot } from './setup/run-bot.ts'
import type { Steps } from './setup/steps.ts'
import { refuseBesideAnother } from './setup/still-running.ts'
import { Ended, type Talk, talkOn } from './setup/talk.ts'

const FILE = '.env'
const NAMES = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'DISCORD_TOKEN'] as const
const OURS_ALONE = 0o077

/** `setup`: connects the bot to a workspace, together with whoever sits there, and runs it. Exit code 1: not done, 130: stopped. */
async function main(): Promise<number> {
  process.umask(OURS_ALONE)
  refuseOutside()
  const config = settingsAround()
  await refuseBesideAnother(config)
  const talk = talkOn(process.stdin, process.stdout)
  let written = false
  let bot: RunningBot | undefined
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopAll(signal))
  const stopAll = (signal: NodeJS.Signals) => {
    if (bot === undefined) process.exit(tellEnd(new Ended(true), written))
    // From a terminal it has reached the bot as well, which ends in its own time.
    if (signal === 'SIGTERM' || !(talk.terminal || process.stdout.isTTY)) bot.stop()
  }
  const work = async () => {
    talk.say('Counterpart: connect it to your community. Ctrl-C stops it at any question.')
    const steps = await choosePlatform(talk)
    return steps(
      {
        talk,
        open: (url) => talk.terminal && openInBrowser(url),
        save(settings) {
          writeSettings(FILE, settings)
          written = true
          talk.say(`   Written to ${FILE}, which nobody but you may read.`)
        },
        async start() {
          talk.close()
          talk.say(
            'Starting the bot. From now on it is what speaks here, and Ctrl-C stops it; npm start starts it again.',
          )
          bot = await runBot()
        },
        log: pino({ level: 'silent' }),
      },
      config,
    )
  }
  try {
    const { name, command } = await Promise.race([work(), talk.stopped])
    talk.say(`Connected to ${name}. Type ${command} there.`)
    return bot ? await bot.ended : 0
  } catch (error) {
    talk.close()
    if (error instanceof Ended) return tellEnd(error, written)
    throw error
  }
}

function tellEnd(ended: Ended, written: boolean): number {
  const what = written ? `The tokens are in ${FILE}; npm start starts the bot.` : 'Nothing was written.'
  process.stderr.write(`\n${ended.message} ${what}\n`)
  return ended.interrupted ? 130 : 1
}

async function choosePlatform(talk: Talk): Promise<Steps> {
  for (;;) {
    const typed = (await talk.ask('1. Slack or Discord?')).trim().toLowerCase()
    if (/^(s|slack|1)$/.test(typed)) return (await import('./setup/slack-steps.ts')).setUpSlack
    if (/^(d|discord|2)$/.test(typed)) return (await import('./setup/discord-steps.ts')).setUpDiscord
    talk.say(
      '   It can be connected to Slack and to Discord: type one of the two. For both, stop the bot when this is done, and run it once more.',
    )
  }
}

/** What is set in the environment comes before the file, and what is written there would do nothing. */
function refuseOutside(): void {
  const outside = NAMES.filter((name) => (process.env[name] ?? '') !== '')
  if (outside.length === 0) return
  throw new ConfigError([
    `${outside.join(', ')}: set in the environment, which comes before ${FILE}. Take it away there, and run this again.`,
  ])
}

function settingsAround(): Config {
  const { HOST, PORT, SLACK_API_URL, SLACK_COMMAND_PREFIX, DISCORD_API_URL } = {
    ...readSettings(FILE),
    ...process.env,
  }
  return readConfig({ HOST, PORT, SLACK_API_URL, SLACK_COMMAND_PREFIX, DISCORD_API_URL })
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const known = error instanceof StartError || error instanceof ConfigError
    const text = known
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error)
    process.stderr.write(`${text}\n`)
    process.exit(1)
  },
)
