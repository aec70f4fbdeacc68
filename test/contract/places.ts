import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { type Bot, startBot } from '../../src/bot.ts'
import { createDiscordPlatform } from '../../src/platforms/discord/discord.ts'
import { permissionInteger } from '../../src/platforms/discord/permissions.ts'
import { createMarks } from '../../src/platforms/marks.ts'
import { slackManifest } from '../../src/platforms/slack/manifest.ts'
import { createSlackPlatform } from '../../src/platforms/slack/slack.ts'
import { registry } from '../../src/registry.ts'
import { type Answer, DiscordControl, type DiscordPerson } from '../../src/sandbox/discord/client.ts'
import { startDiscord } from '../../src/sandbox/discord/server.ts'
import { LABELS } from '../../src/sandbox/labels.ts'
import { SlackControl, type SlackPerson } from '../../src/sandbox/slack/client.ts'
import { read } from '../../src/sandbox/slack/labels.ts'
import { startSlack } from '../../src/sandbox/slack/server.ts'
import { botDatabase } from '../support/database.ts'

/** Somebody in front of either platform, by what they type, press and read. */
export interface Somebody {
  /** Types a command (by its name on Discord) and reads the private answer, or the opened form's labels. */
  command(name: string, step?: string, text?: string): Promise<string>
  click(label: string): Promise<string>
  /** Opens the form that `button` promises (Slack has opened it already). */
  openForm(button: string): Promise<void>
  fill(fields: Readonly<Record<string, string | readonly string[]>>): Promise<void>
  /** Submits; what is read then: the answer, or what is wrong. */
  submit(): Promise<string>
  /** All that the bot said in channels they see, by channel name. */
  channels(): Promise<Readonly<Record<string, readonly string[]>>>
}

export interface Place {
  readonly name: 'slack' | 'discord'
  readonly bot: Bot
  readonly clock: { aheadMs: number }
  /** Somebody who manages the workspace. */
  readonly owner: Somebody
  person(name: string): Promise<Somebody>
  /** Waits until nothing is left to be carried out. */
  quiet(): Promise<void>
  close(): Promise<void>
}

const SPEED = 500

function botOptions(folder: string, clock: { aheadMs: number }, databaseUrl: string | undefined) {
  return {
    databaseUrl,
    dataDir: join(folder, 'bot'),
    log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
    clock: { now: () => Date.now() + clock.aheadMs },
    port: 0,
  }
}

async function quiet(bot: Bot): Promise<void> {
  const end = Date.now() + 20_000
  await bot.tick()
  while ((await bot.pending()) > 0) {
    if (Date.now() > end) throw new Error('effects are still under way')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await bot.tick()
}

export async function slackPlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-contract-'))
  const local = await startSlack({ rateScale: SPEED })
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
  const database = await botDatabase()
  const options = botOptions(folder, clock, database.url)
  const bot = await startBot({
    ...options,
    platforms: ({ secret, log }) => ({
      list: [
        createSlackPlatform({
          botToken: 'xoxb-test',
          appToken: 'xapp-test',
          apiUrl: local.apiUrl,
          marks: createMarks(secret),
          log,
          paceScale: SPEED,
        }),
      ],
    }),
  })
  let people = 0
  return {
    name: 'slack',
    bot,
    clock,
    owner: onSlack(control.person('T1', 'UOWNER')),
    async person(name) {
      people += 1
      const id = `U${people}`
      await control.addUsers('T1', [{ id, real_name: name, tz: 'Africa/Nairobi' }])
      return onSlack(control.person('T1', id))
    },
    quiet: () => quiet(bot),
    async close() {
      await bot.stop()
      await database.drop()
      await local.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function onSlack(person: SlackPerson): Somebody {
  const NAMES: Readonly<Record<string, string>> = {
    join: 'join-round',
    leave: 'leave-round',
    topic: 'this-month',
  }
  /** The private answer, or the form that has opened instead. */
  const answer = async () => read(await person.answer(LABELS.moment, 15_000))
  return {
    async command(name, step = '', text = '') {
      // Nobody types a command with a modal in front of them.
      await person.close(true)
      await person.command(`/${NAMES[name] ?? name}`, `${step} ${text}`.trim())
      return answer()
    },
    async click(label) {
      await person.click(label)
      return answer()
    },
    async openForm() {
      await person.modal(15_000)
    },
    fill: (fields) => person.fill(fields),
    async submit() {
      const outcome = await person.submit()
      if (outcome.errors)
        return Object.entries(outcome.errors)
          .map(([field, error]) => `${field}: ${error}`)
          .join('\n')
      return answer()
    },
    async channels() {
      const seen = await person.sees()
      return Object.fromEntries(
        seen.channels.map(({ name, messages }) => [
          name,
          messages.filter(({ app }) => app !== '').map(({ blocks }) => read(blocks)),
        ]),
      )
    },
  }
}

export async function discordPlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-contract-'))
  const local = await startDiscord({ rateScale: SPEED })
  const control = new DiscordControl(local.url)
  const owner = await control.user({ username: 'olive', globalName: 'Olive' })
  const guild = await control.guild({ name: 'Librarians', owner: owner.id })
  const app = await control.app({ name: 'Counterpart' })
  await control.install(app.id, guild.id, permissionInteger.toString())
  const clock = { aheadMs: 0 }
  const database = await botDatabase()
  const bot = await startBot({
    ...botOptions(folder, clock, database.url),
    platforms: ({ secret, log }) => ({
      list: [
        createDiscordPlatform({
          token: app.token,
          apiUrl: local.apiUrl,
          marks: createMarks(secret),
          log,
          paceScale: SPEED,
        }),
      ],
    }),
  })
  return {
    name: 'discord',
    bot,
    clock,
    owner: onDiscord(control.person(guild.id, 'olive')),
    async person(name) {
      const username = name.toLowerCase().replace(/[^a-z0-9]/g, '')
      await control.people(guild.id, [{ username, globalName: name }])
      return onDiscord(control.person(guild.id, username))
    },
    quiet: () => quiet(bot),
    async close() {
      await bot.stop()
      await database.drop()
      await local.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const plain = (text: string) =>
  text
    .replace(/\\(.)/g, '$1')
    .replace(/^(#+|-#) /gm, '')
    .replace(/\*\*/g, '')

function onDiscord(person: DiscordPerson): Somebody {
  const words = (answer: Answer): string => {
    if (answer.kind === 'message') {
      const { text, buttons, selects } = answer.message
      return [
        plain(text),
        ...buttons.map(({ label }) => label),
        ...selects.flatMap(({ options }) => options.map(({ label }) => label)),
      ].join('\n')
    }
    if (answer.kind === 'modal') return answer.modal.fields.map(({ label }) => label).join('\n')
    return JSON.stringify(answer)
  }
  return {
    async command(name, step, text) {
      return words(await person.command(name, { ...(step ? { do: step } : {}), ...(text ? { text } : {}) }))
    },
    async click(label) {
      return words(await person.click(label))
    },
    async openForm(button) {
      await person.click(button)
    },
    async fill(fields) {
      const lines = Object.entries(fields).map(([label, value]) => [label, value] as const)
      const modal = (await person.sees()).modal
      const typed = Object.fromEntries(
        lines.map(([label, value]) => {
          const field = modal?.fields.find((one) => one.label === label)
          return [label, field?.type === 4 && typeof value !== 'string' ? value.join(', ') : value]
        }),
      )
      await person.fill(typed)
    },
    async submit() {
      return words(await person.submit())
    },
    async channels() {
      const seen = await person.sees()
      return Object.fromEntries(
        seen.channels.map(({ name, messages }) => [name, messages.map(({ text }) => plain(text))]),
      )
    },
  }
}
