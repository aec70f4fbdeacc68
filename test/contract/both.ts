import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { type Bot, startBot } from '../../src/bot.ts'
import { adapterWords } from '../../src/messages/adapter-words.ts'
import { createDiscordPlatform } from '../../src/platforms/discord/discord.ts'
import { permissionInteger } from '../../src/platforms/discord/permissions.ts'
import { slackManifest } from '../../src/platforms/slack/manifest.ts'
import { createSlackPlatform } from '../../src/platforms/slack/slack.ts'
import { createMarks } from '../../src/port/marks.ts'
import { registry } from '../../src/registry.ts'
import { DiscordControl } from '../../src/sandbox/discord/client.ts'
import { startDiscord } from '../../src/sandbox/discord/server.ts'
import { SlackControl } from '../../src/sandbox/slack/client.ts'
import { startSlack } from '../../src/sandbox/slack/server.ts'
import { startAProgramme } from '../support/acts.ts'
import { botDatabase } from '../support/database.ts'
import { onDiscord, onSlack, type Somebody } from '../support/somebody.ts'
import { quiet } from './places.ts'

/** One of the two places in which one bot is at work. */
export interface Side {
  /** What it is called there. */
  readonly named: string
  /** Somebody who manages it, and two more. */
  readonly owner: Somebody
  readonly people: readonly [Somebody, Somebody]
  throwsOut(): Promise<void>
  /** The first of the two leaves; Discord does not tell of it. */
  firstLeaves(): Promise<void>
  /** Lets the bot in again, and does what whoever runs it has to do then. */
  letsIn(): Promise<void>
}

/** A Slack workspace and a Discord server with the same bot. */
export interface Both {
  readonly slack: Side
  readonly discord: Side
  readonly clock: { aheadMs: number }
  readonly bot: Bot
  quiet(): Promise<void>
  /** The bot ends and starts again, with the settings as they are. */
  restarts(): Promise<void>
  close(): Promise<void>
}

const SPEED = 500
const PATIENCE_MS = 30_000
const MANIFEST = slackManifest(registry.commands, { socketMode: true }) as never
const APP = { id: 'A1', manifest: MANIFEST, appToken: 'xapp-test' }

async function slackSide() {
  const local = await startSlack({ rateScale: SPEED, ackWithin: PATIENCE_MS })
  const control = new SlackControl(local.url)
  const users = ['Aroha', 'Kofi'].map((real_name) => ({ id: `U${real_name}`, real_name, tz: 'UTC' }))
  const olive = { id: 'UOLIVE', real_name: 'Olive', tz: 'UTC', is_admin: true }
  await control.createTeam({ id: 'T1', name: 'Librarians', users: [olive, ...users] })
  let tokens = 0
  const token = () => `xoxb-${tokens}`
  /** Whoever installs an app anew gets another token for it. */
  const install = async () => {
    tokens += 1
    await control.createApp({ ...APP, installs: [{ team: 'T1', botToken: token() }] })
  }
  await install()
  const person = (id: string) => onSlack(control.person('T1', id))
  const side = {
    named: 'Librarians',
    owner: person('UOLIVE'),
    people: [person('UAroha'), person('UKofi')] as const,
    throwsOut: async () => void (await control.uninstall('A1', 'T1')),
    firstLeaves: async () => void (await control.changeUser('T1', 'UAroha', { deleted: true })),
  }
  return { local, side, token, install }
}

async function discordSide() {
  const local = await startDiscord({ rateScale: SPEED, deadlineMs: PATIENCE_MS })
  const control = new DiscordControl(local.url)
  const owner = await control.user({ username: 'dora', globalName: 'Dora' })
  const guild = await control.guild({ name: 'Archivists', owner: owner.id })
  const app = await control.app({ name: 'Counterpart' })
  const install = async () => void (await control.install(app.id, guild.id, permissionInteger.toString()))
  await install()
  const made = await control.people(guild.id, [
    { username: 'mere', globalName: 'Mere' },
    { username: 'ama', globalName: 'Ama' },
  ])
  const person = (id: string | undefined) => onDiscord(control.person(guild.id, id ?? ''))
  const side = {
    named: 'Archivists',
    owner: person(owner.id),
    people: [person(made[0]?.id), person(made[1]?.id)] as const,
    throwsOut: () => control.throwOut(app.id, guild.id),
    firstLeaves: () => control.person(guild.id, made[0]?.id ?? '').leave(),
    letsIn: install,
  }
  return { local, side, token: app.token }
}

export async function bothPlaces(): Promise<Both> {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-both-'))
  const [slack, discord] = [await slackSide(), await discordSide()]
  const clock = { aheadMs: 0 }
  const dataDir = join(folder, 'bot')
  const database = await botDatabase(dataDir)
  const log = pino({ level: process.env.TEST_LOG ?? 'silent' })
  const start = () =>
    startBot({
      databaseUrl: database.url,
      dataDir,
      log,
      clock: { now: () => Date.now() + clock.aheadMs },
      port: 0,
      platforms: ({ secret, shared }) => {
        const marks = createMarks(secret)
        const common = { marks, log, words: adapterWords(), paceScale: SPEED, ...(shared && { shared }) }
        const { apiUrl } = slack.local
        return {
          list: [
            createSlackPlatform({ ...common, botToken: slack.token(), appToken: APP.appToken, apiUrl }),
            createDiscordPlatform({ ...common, token: discord.token, apiUrl: discord.local.apiUrl }),
          ],
        }
      },
    })
  let bot = await start()
  const restarts = async () => {
    await bot.stop()
    bot = await start()
  }
  return {
    restarts,
    clock,
    get bot() {
      return bot
    },
    slack: {
      ...slack.side,
      async letsIn() {
        await slack.install()
        await restarts()
      },
    },
    discord: discord.side,
    quiet: () => quiet(bot),
    async close() {
      await bot.stop()
      await database.drop()
      await Promise.all([slack.local.close(), discord.local.close()])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A programme that begins in one of two places, and to which the other is connected. */
export async function programmeIn(both: Both, here: Side, there: Side): Promise<void> {
  await startAProgramme(here.owner, 'Pen pals')
  await both.quiet()
  const code = /[A-Z2-9]{5}-[A-Z2-9]{5}/.exec(await here.owner.command('programme', 'code'))?.[0] ?? ''
  await there.owner.command('programme', 'connect', code)
  await both.quiet()
}

/** All that the bot said in a place to those we look at, by channel. */
export async function saidIn({ owner, people }: Side): Promise<Readonly<Record<string, readonly string[]>>> {
  const seen = await Promise.all([owner, ...people].map((one) => one.channels()))
  return Object.assign({}, ...seen)
}

/** What was said in the organisers' channel there. */
export async function toOrganisers(side: Side): Promise<readonly string[]> {
  const all = Object.entries(await saidIn(side))
  return all.filter(([name]) => name.startsWith('mentoring-organisers')).flatMap(([, texts]) => texts)
}
