import { join } from 'node:path'
import { destination } from 'pino'
import { type Bot, startBot } from './bot.ts'
import type { Config } from './config.ts'
import { privateDirectory } from './database/paths.ts'
import { adapterWords } from './messages/adapter-words.ts'
import type { Flags } from './operate/command-line.ts'
import { catchLast } from './operate/last-resort.ts'
import { createLog } from './operate/log.ts'
import { createDiscordPlatform } from './platforms/discord/discord.ts'
import { permissionInteger } from './platforms/discord/permissions.ts'
import { slackManifest } from './platforms/slack/manifest.ts'
import { createSlackPlatform } from './platforms/slack/slack.ts'
import { createMarks } from './port/marks.ts'
import { movableClock } from './programme/clock.ts'
import { registry } from './registry.ts'
import { countRound, inWords } from './sandbox/count.ts'
import { type LocalPlatforms, localPlatforms } from './sandbox/platforms-process.ts'
import { population } from './sandbox/population/population.ts'
import { createProgress } from './sandbox/progress.ts'
import { readStory, type Story, tellRoundOne, writeStory } from './sandbox/round-one.ts'
import { found, type Settlement, SLACK } from './sandbox/settlement.ts'

const SEED = 1
const DAY_MS = 86_400_000

/**
 * The sandbox: the real bot, connected to a local Slack and a local Discord on this machine, and Round
 * One's people, invented, who take part in it. Everything lives under `DATA_DIR/sandbox`.
 *
 * `--exit` ends when the topics are everywhere; `--months N` goes on through N further topics.
 */
export async function runSandbox(config: Config, { exit, months = 0 }: Flags): Promise<void> {
  privateDirectory(config.dataDir)
  const folder = join(config.dataDir, 'sandbox')
  privateDirectory(folder)
  const progress = createProgress(process.stdout)
  progress.line('Counterpart, sandbox: a local Slack and a local Discord. All people in it are invented.')
  const platforms = await localPlatforms(join(folder, 'platforms'), config.sandboxPort, config.sandboxSpeed)
  const { bot, place, people, told, save } = await settle(config, folder, platforms).catch(
    async (error: unknown) => {
      await platforms.release(true)
      throw error
    },
  )
  let ending: Promise<void> | undefined
  const end = (status: number) => {
    ending ??= bot
      .stop()
      .then(() => platforms.release(true))
      .then(() => process.exit(status))
    return ending
  }
  process.on('SIGINT', () => void end(0))
  process.on('SIGTERM', () => void end(0))

  progress.line(`See it happen: ${platforms.pageUrl}`)
  const story = async () => {
    await tellRoundOne(place, people, told, save, { progress: progress.step })
    await publication(bot, place, people.length, progress.step)
    await passMonths(bot, place, told, save, months, progress.line)
    const count = await countRound(place, people.length, 1 + (told.monthsDone ?? 0))
    progress.line(inWords(count))
    if (exit) progress.line(heldAtMost())
    if (exit) await end(count.missing + count.duplicates === 0 ? 0 : 1)
  }
  await story().catch((error: unknown) => {
    // Whoever is about to type when it is stopped finds nobody any more.
    if (ending === undefined) throw error
  })
}

/** Founds both workspaces, where they are not there yet, and starts the bot in them. */
async function settle(config: Config, folder: string, platforms: LocalPlatforms) {
  const storyFile = join(folder, 'story.json')
  const told = readStory(storyFile)
  const save = () => writeStory(storyFile, told)
  const people = population({ seed: SEED })
  const place = await found(
    platforms,
    people,
    {
      manifest: slackManifest(registry.commands, { socketMode: true }),
      permissions: permissionInteger.toString(),
    },
    told.founded,
  )
  told.founded = place.founded
  save()
  const log = createLog(config.logLevel, {
    destination: destination({ dest: join(folder, 'bot.log'), sync: true, mode: 0o600 }),
  })
  catchLast(log)
  const bot = await startBot({
    databaseUrl: undefined,
    dataDir: join(folder, 'bot'),
    log,
    clock: movableClock(() => told.aheadMs ?? 0),
    port: config.port,
    platforms: ({ secret }) => {
      const common = {
        marks: createMarks(secret),
        log,
        words: adapterWords(),
        paceScale: config.sandboxSpeed,
      }
      const { botToken, appToken } = SLACK
      const list = [
        createSlackPlatform({ ...common, botToken, appToken, apiUrl: platforms.slackApiUrl }),
        createDiscordPlatform({ ...common, token: place.discordToken, apiUrl: platforms.discordApiUrl }),
      ]
      return { list }
    },
  })
  return { bot, place, people, told, save }
}

/** What the bot, and whoever types for the invented people, had resident at most; the local platforms are another process. */
function heldAtMost(): string {
  return `Memory held at most: ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB.`
}

/** Waits until everything that the publication wants is out, telling how far it is. */
async function publication(
  bot: Bot,
  place: Settlement,
  people: number,
  step: (name: string, done: number, all: number) => void,
): Promise<void> {
  const all = Math.floor(people / 2)
  for (;;) {
    const spaces = await countSpaces(place)
    step('private channels', Math.min(spaces, all), all)
    if ((await bot.pending()) === 0) break
    await pause(250)
  }
  await bot.tick()
}

async function countSpaces({ slack, discord, guild }: Settlement): Promise<number> {
  const [{ teams }, letIn] = await Promise.all([
    slack.state(),
    discord.call<Record<string, string[]>>('let-in', { guild }),
  ])
  const onDiscord = Object.values(letIn).filter((members) => members.length >= 3).length
  return (teams[0]?.channels.private ?? 0) + onDiscord
}

/** Moves the calendar on, a day at a time, until each further topic has come and gone out. */
async function passMonths(
  bot: Bot,
  place: Settlement,
  story: Story,
  save: () => void,
  months: number,
  tell: (line: string) => void,
): Promise<void> {
  const { prisma } = bot.database
  while ((story.monthsDone ?? 0) < months) {
    const wanted = (story.monthsDone ?? 0) + 2
    for (;;) {
      const unsent = await prisma.prompt.count({ where: { postedAt: null } })
      const issued = await prisma.roundTopic.count({ where: { issuedAt: { not: null } } })
      if (issued >= wanted && unsent === 0) break
      story.aheadMs = (story.aheadMs ?? 0) + DAY_MS / 2
      save()
      await Promise.all([place.slack.setClock(story.aheadMs), place.discord.advance(DAY_MS / 2)])
      await bot.tick()
      while ((await bot.pending()) > 0) await pause(200)
    }
    story.monthsDone = (story.monthsDone ?? 0) + 1
    save()
    tell(
      `${new Date(Date.now() + (story.aheadMs ?? 0)).toISOString().slice(0, 10)}: topic ${wanted} is everywhere.`,
    )
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
