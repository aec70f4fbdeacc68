import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { destination } from 'pino'
import { startBot } from './bot.ts'
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
import { type Count, countRound, inWords } from './sandbox/count.ts'
import type { Wish } from './sandbox/page/stage.ts'
import { type LocalPlatforms, localPlatforms } from './sandbox/platforms-process.ts'
import { population } from './sandbox/population/population.ts'
import { createProgress, type Progress } from './sandbox/progress.ts'
import {
  everybodyJoins,
  joinSome,
  openRoundOne,
  readStory,
  tellRoundOne,
  writeStory,
} from './sandbox/round-one.ts'
import { found, SLACK } from './sandbox/settlement.ts'
import { beKept, isKept } from './stage/keeper.ts'
import { publication } from './stage/publication.ts'
import { readRound } from './stage/reads.ts'
import { passed, passing, standing } from './stage/standing.ts'
import { createTeller } from './stage/teller.ts'
import { advance, passTime, TIMES, type Timeline } from './stage/time.ts'
import { Elsewhere, placeKept, withVisitor } from './stage/visit.ts'
import { createWishes } from './stage/wishes.ts'

const SEED = 1
const DAY_MS = 86_400_000
/** How many there are in a round that is quickly seen. */
const TEN = 10
/** What begins everything anew. */
const ELSEWHERE: readonly Wish[] = ['ten', 'again', 'empty']
const CROWD: readonly Wish[] = ['crowd']

/**
 * The sandbox: the real bot, connected to a local Slack and a local Discord on this machine, and Round
 * One's people, invented, who take part in it. Everything lives under `DATA_DIR/sandbox`.
 *
 * `--exit` waits for nobody and ends when the topics are everywhere; `--months N` goes on through N further topics.
 */
export async function runSandbox(config: Config, { exit, months = 0 }: Flags): Promise<void> {
  privateDirectory(config.dataDir)
  const folder = join(config.dataDir, 'sandbox')
  privateDirectory(folder)
  const progress = createProgress(process.stdout)
  progress.line('Counterpart, sandbox: a local Slack and a local Discord. All people in it are invented.')
  let ending: Promise<void> | undefined
  let port = config.sandboxPort
  let life: Life | undefined
  const end = (status: number) => {
    ending ??= (life?.leave() ?? Promise.resolve()).then(() => process.exit(status))
    return ending
  }
  process.on('SIGINT', () => void end(0))
  process.on('SIGTERM', () => void end(0))
  for (;;) {
    life = await begin(config, folder, port, progress)
    progress.line(`See it happen: ${life.pageUrl}`)
    beKept(() => void end(0))
    try {
      const count = await tell(life, exit, months, progress)
      if (exit) return await end(count.missing + count.duplicates === 0 ? 0 : 1)
      await life.goOn()
    } catch (error) {
      // Whoever is about to type when it is stopped finds nobody any more.
      if (ending !== undefined) return
      if (!(error instanceof Elsewhere)) throw error
      life.teller.say('Everything begins anew. This takes some seconds.', { busy: 'Beginning again' })
      await life.teller.look()
      // The page stays where it is: whoever looks finds the new beginning there.
      port = Number(new URL(life.pageUrl).port)
      await life.leave()
      rmSync(folder, { recursive: true })
      privateDirectory(folder)
      writeStory(join(folder, 'story.json'), {
        joined: [],
        ...(error.wish === 'ten' && { size: TEN }),
        ...(error.wish === 'empty' && { empty: true }),
      })
      progress.line(`Begun again: ${error.wish}.`)
    }
  }
}

type Life = Awaited<ReturnType<typeof begin>>

/** Starts everything in a folder that is empty, or goes on where it was. */
async function begin(config: Config, folder: string, port: number, progress: Progress) {
  const platforms = await localPlatforms(join(folder, 'platforms'), port, config.sandboxSpeed, isKept())
  const settled = await settle(config, folder, platforms).catch(async (error: unknown) => {
    await platforms.release(true)
    throw error
  })
  const { bot, place, told, save, people } = settled
  const wishes = createWishes()
  let behind = false
  const teller = createTeller({
    prisma: bot.database.prisma,
    tell: platforms.tell,
    now: () => Date.now() + (told.aheadMs ?? 0),
    visitor: () => told.guest,
    expected: told.empty ? 0 : people.length,
    connected: () => told.connected === true,
    offered: wishes.offered,
    behind: () => behind,
  })
  platforms.hear((message) => {
    if ('guest' in message) {
      told.guest = message.guest
      save()
    } else if ('behind' in message) {
      behind = message.behind
    } else wishes.hear(message)
  })
  const busy = (so: string) => teller.say(`Time passes. ${so}`, { busy: 'Moving the clock' })
  const timeline: Timeline = {
    ...{ bot, place, story: told, save, passed: teller.notice },
    told: (so) => busy(passing(so)),
  }
  return {
    ...settled,
    wishes,
    teller,
    timeline,
    pageUrl: platforms.pageUrl,
    progress,
    async leave() {
      await teller.stop()
      await bot.stop()
      await platforms.release(true)
    },
    /** Lets visitors move the clock, until they want to be elsewhere. */
    async goOn(): Promise<never> {
      let brought = ''
      for (;;) {
        const { round } = await readRound(bot.database.prisma)
        const running = round?.state === 'running'
        teller.say(`${brought}${standing(told, round?.state)}`)
        const crowd = told.empty === true && round?.state === 'open'
        const offers = [...(running || told.empty ? TIMES : []), ...(crowd ? CROWD : []), ...ELSEWHERE]
        const changed = async () => (await readRound(bot.database.prisma)).round?.state !== round?.state
        const wish = await wishes.next(offers, { over: changed })
        if (wish === undefined) continue
        if (ELSEWHERE.includes(wish)) throw new Elsewhere(wish)
        if (wish === 'crowd') await joinSome(place, people, told, save)
        else {
          busy('What is due happens.')
          brought = `${passed(await passTime(timeline, wish))} `
        }
      }
    },
  }
}

/** Round One as far as its topics: with the visitor, unless it is to end by itself. */
async function tell(life: Life, exit: boolean, months: number, progress: Progress): Promise<Count> {
  const { bot, place, people, told, save, teller, wishes } = life
  const { prisma } = bot.database
  if (told.empty) return life.goOn()
  const kept = exit ? undefined : placeKept(people)
  const coming = kept === undefined ? people : people.filter((one) => one !== kept.person)
  teller.say('The organiser sets up the programme in both workspaces.', { busy: 'Setting up' })
  await openRoundOne(place, told, save)
  if (!told.closed) {
    teller.say(
      `${people.length - 1} invented people join, by typing as anybody would. You can join with them.`,
      {
        busy: 'People join',
      },
    )
    await everybodyJoins(place, coming, told, save, {
      progress: (step, done) => progress.step(step, done, people.length),
    })
  }
  if (exit) await tellRoundOne(place, people, told, save, { progress: progress.step })
  else if (!told.published) {
    progress.line(
      'Registration is open, and one place is kept for you; after five minutes it goes on without you.',
    )
    await withVisitor({ prisma, place, story: told, save, wishes, teller, kept, always: ELSEWHERE })
  }
  const pairs = await publication(bot, place, progress.step)
  await passMonths(life, months, progress.line)
  const count = await countRound(place, exit ? people.length : 2 * pairs, 1 + (told.monthsDone ?? 0))
  if (exit) progress.line(heldAtMost())
  progress.line(inWords(count))
  await teller.notice()
  return count
}

/** Founds both workspaces, where they are not there yet, and starts the bot in them. */
async function settle(config: Config, folder: string, platforms: LocalPlatforms) {
  const storyFile = join(folder, 'story.json')
  const told = readStory(storyFile)
  const save = () => writeStory(storyFile, told)
  const people = population({ seed: SEED, ...(told.size && { size: told.size }) })
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

/** Moves the calendar on, a day at a time, until each further topic has come and gone out. */
async function passMonths(
  { bot, told, save, timeline }: Life,
  months: number,
  say: (line: string) => void,
): Promise<void> {
  const { prisma } = bot.database
  while ((told.monthsDone ?? 0) < months) {
    const wanted = (told.monthsDone ?? 0) + 2
    for (;;) {
      const unsent = await prisma.prompt.count({ where: { postedAt: null } })
      const issued = await prisma.roundTopic.count({ where: { issuedAt: { not: null } } })
      if (issued >= wanted && unsent === 0) break
      await advance(timeline, DAY_MS / 2)
    }
    told.monthsDone = (told.monthsDone ?? 0) + 1
    save()
    say(
      `${new Date(Date.now() + (told.aheadMs ?? 0)).toISOString().slice(0, 10)}: topic ${wanted} is everywhere.`,
    )
  }
}
