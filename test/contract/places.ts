import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Logger, pino } from 'pino'
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
import type { NewUser } from '../../src/sandbox/slack/control/found.ts'
import { startSlack } from '../../src/sandbox/slack/server.ts'
import { openGate } from '../crash/gate.ts'
import { botDatabase } from '../support/database.ts'
import { onDiscord, onSlack, type Somebody } from '../support/somebody.ts'
import { noting } from './noting.ts'

export interface Place {
  readonly name: 'slack' | 'discord'
  readonly bot: Bot
  readonly clock: { aheadMs: number }
  /** Somebody who manages the workspace. */
  readonly owner: Somebody
  person(name: string): Promise<Somebody>
  /** Somebody who may removes a channel, by its name; on Slack it can be archived instead. */
  removesChannel(name: string, how?: 'archive' | 'delete'): Promise<void>
  /** Somebody is taken out of a channel, by the start of its name. */
  takesOut(channel: string, somebody: Somebody): Promise<void>
  /** Whoever manages the workspace removes the bot, or brings it back. */
  throwsOut(): Promise<void>
  letsIn(): Promise<void>
  /** Somebody leaves the workspace without the bot hearing of it. */
  leaves(somebody: Somebody): Promise<void>
  /** What the bot asked of the platform, as `METHOD /path` and a body, a line each. */
  readonly asked: readonly string[]
  /** What the bot's core asked of the port, as `verb [arguments]`. */
  readonly called: readonly string[]
  /** Waits until nothing is left to be carried out. */
  quiet(): Promise<void>
  close(): Promise<void>
}

const SPEED = 500
/** How long anything may take on a machine that has much else to do. */
const PATIENCE_MS = 30_000

function botOptions(
  folder: string,
  clock: { aheadMs: number },
  databaseUrl: string | undefined,
  log = pino({ level: process.env.TEST_LOG ?? 'silent' }),
) {
  return {
    databaseUrl,
    dataDir: join(folder, 'bot'),
    log,
    clock: { now: () => Date.now() + clock.aheadMs },
    port: 0,
  }
}

export async function quiet(bot: Bot): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  await bot.tick()
  while ((await bot.pending()) > 0) {
    if (Date.now() > end) throw new Error('effects are still under way')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await bot.tick()
}

/** A platform's address that says what is asked there. */
async function overheard(apiUrl: string) {
  const asked: string[] = []
  const { origin, pathname } = new URL(apiUrl)
  const gate = await openGate(origin, (words) => asked.push(words))
  return { asked, gate, apiUrl: `${gate.url}${pathname}` }
}

/** What a bot sends to response URLs passes by no gate. */
function overhearAnswers(origin: string, asked: string[]): () => void {
  const { fetch } = globalThis
  globalThis.fetch = (to, init) => {
    if (String(to).startsWith(origin)) asked.push(`POST ${new URL(String(to)).pathname}\n${init?.body}`)
    return fetch(to, init)
  }
  return () => {
    globalThis.fetch = fetch
  }
}

/** The platform's id of somebody. */
const idOf = ({ mention }: Somebody): string => mention.replace(/[<@>]/g, '')

/** A place on Slack, where people can be what they cannot be elsewhere. */
export interface SlackPlace extends Place {
  person(name: string, facts?: Partial<NewUser>): Promise<Somebody>
  readonly control: SlackControl
}

export async function slackPlace(log?: Logger): Promise<SlackPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-contract-'))
  const local = await startSlack({ rateScale: SPEED, ackWithin: PATIENCE_MS })
  const control = new SlackControl(local.url)
  await control.createTeam({
    id: 'T1',
    name: 'Librarians',
    users: [{ id: 'UOWNER', real_name: 'Olive', tz: 'Europe/London', is_admin: true }],
  })
  await control.createApp({
    id: 'A1',
    manifest: slackManifest(registry.commands, { socketMode: true }) as never,
    appToken: 'xapp-test',
    installs: [{ team: 'T1', botToken: 'xoxb-test' }],
  })
  const clock = { aheadMs: 0 }
  const called: string[] = []
  const { asked, apiUrl, gate } = await overheard(local.apiUrl)
  const noMore = overhearAnswers(local.url, asked)
  const database = await botDatabase(join(folder, 'bot'))
  const options = botOptions(folder, clock, database.url, log)
  const bot = await startBot({
    ...options,
    platforms: ({ secret, log }) => ({
      list: [
        noting(
          createSlackPlatform({
            botToken: 'xoxb-test',
            appToken: 'xapp-test',
            apiUrl,
            marks: createMarks(secret),
            log,
            words: adapterWords(),
            paceScale: SPEED,
          }),
          called,
        ),
      ],
    }),
  })
  let people = 0
  return {
    name: 'slack',
    bot,
    clock,
    owner: onSlack(control.person('T1', 'UOWNER')),
    control,
    async person(name, facts = {}) {
      people += 1
      const id = `U${people}`
      await control.addUsers('T1', [{ id, real_name: name, tz: 'Africa/Nairobi', ...facts }])
      return onSlack(control.person('T1', id))
    },
    async removesChannel(name, how = 'delete') {
      if (how === 'archive') await control.archiveChannel('T1', name, 'UOWNER')
      else await control.deleteChannel('T1', name)
    },
    async takesOut(channel, somebody) {
      const { channels } = await control.person('T1', idOf(somebody)).sees()
      const found = channels.find(({ name }) => name.startsWith(channel))
      await control.takeOut('T1', found?.id ?? channel, idOf(somebody))
    },
    async throwsOut() {
      await control.uninstall('A1', 'T1')
    },
    async letsIn() {
      await control.revoke('A1', 'T1', '')
    },
    async leaves(somebody) {
      await control.changeUser('T1', idOf(somebody), { deleted: true })
    },
    asked,
    called,
    quiet: () => quiet(bot),
    async close() {
      await bot.stop()
      noMore()
      await database.drop()
      await gate.close()
      await local.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export async function discordPlace(log?: Logger): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-contract-'))
  const local = await startDiscord({ rateScale: SPEED, deadlineMs: PATIENCE_MS })
  const control = new DiscordControl(local.url)
  const owner = await control.user({ username: 'olive', globalName: 'Olive' })
  const guild = await control.guild({ name: 'Librarians', owner: owner.id })
  const app = await control.app({ name: 'Counterpart' })
  await control.install(app.id, guild.id, permissionInteger.toString())
  const clock = { aheadMs: 0 }
  const called: string[] = []
  const { asked, apiUrl, gate } = await overheard(local.apiUrl)
  const database = await botDatabase(join(folder, 'bot'))
  const bot = await startBot({
    ...botOptions(folder, clock, database.url, log),
    platforms: ({ secret, log }) => ({
      list: [
        noting(
          createDiscordPlatform({
            token: app.token,
            apiUrl,
            marks: createMarks(secret),
            log,
            words: adapterWords(),
            paceScale: SPEED,
          }),
          called,
        ),
      ],
    }),
  })
  /** The id of a channel that somebody sees, by the start of its name. */
  async function channelOf(user: string, start: string): Promise<string> {
    const { channels } = await control.person(guild.id, user).sees()
    return channels.find(({ name }) => name.startsWith(start))?.id ?? start
  }
  return {
    name: 'discord',
    bot,
    clock,
    owner: onDiscord(control.person(guild.id, owner.id)),
    async person(name) {
      const username = name.toLowerCase().replace(/[^a-z0-9]/g, '')
      const [made] = await control.people(guild.id, [{ username, globalName: name }])
      return onDiscord(control.person(guild.id, made?.id ?? username))
    },
    async removesChannel(name) {
      await control.deleteChannel(await channelOf(owner.id, name))
    },
    async takesOut(channel, somebody) {
      await control.takeOut(await channelOf(idOf(somebody), channel), idOf(somebody))
    },
    throwsOut: () => control.throwOut(app.id, guild.id),
    async letsIn() {
      await control.install(app.id, guild.id, permissionInteger.toString())
    },
    leaves: (somebody) => control.person(guild.id, idOf(somebody)).leave(),
    asked,
    called,
    quiet: () => quiet(bot),
    async close() {
      await bot.stop()
      await database.drop()
      await gate.close()
      await local.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
