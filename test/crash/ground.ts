import { setTimeout as pause } from 'node:timers/promises'
import { OverwriteType, PermissionFlagsBits } from 'discord.js'
import { permissionInteger } from '../../src/platforms/discord/permissions.ts'
import { slackManifest } from '../../src/platforms/slack/manifest.ts'
import { registry } from '../../src/registry.ts'
import { DiscordControl } from '../../src/sandbox/discord/client.ts'
import { startDiscord } from '../../src/sandbox/discord/server.ts'
import { SLACK } from '../../src/sandbox/settlement.ts'
import { SlackControl } from '../../src/sandbox/slack/client.ts'
import { read } from '../../src/sandbox/slack/labels.ts'
import { startSlack } from '../../src/sandbox/slack/server.ts'
import { onDiscord, onSlack, plain, type Somebody } from '../support/somebody.ts'
import type { BotSettings } from './bot-settings.ts'
import { discordStorm, slackStorm } from './storm.ts'

/** A local platform with one workspace and a few people in it, which outlives the bot. */
export interface Ground {
  readonly url: string
  /** What a bot needs that reaches the platform by another address, such as a gate's. */
  settings(url: string): Pick<BotSettings, 'slackApiUrl' | 'discordApiUrl' | 'discordToken'>
  /** Somebody who manages the workspace. */
  readonly owner: Somebody
  readonly people: readonly Somebody[]
  /** All that the bot made and said, whoever sees it. */
  picture(): Promise<Picture>
  /** Lets requests of the outbox fail in every way, some of each, as the seed decides. */
  storm(seed: number): void
  /** Asks the bot's connection for events to be made anew; resolves when it is. */
  recycle(): Promise<void>
  /** Takes away what the bot needs for everything it makes here, or gives it back. */
  permit(permitted: boolean): Promise<void>
  /** Takes the bot's token out of force, or puts it back, where that is possible. */
  readonly revoke?: (revoked: boolean) => Promise<void>
  /** One of the people leaves the workspace. */
  leaves(index: number): Promise<void>
  close(): Promise<void>
}

/**
 * Every channel, sorted: its name without what makes it unique, how many are in it (on Discord: may write
 * in it by name), what the bot said.
 */
export type Picture = readonly {
  readonly name: string
  readonly members: number
  readonly said: readonly string[]
}[]

/** Faster than real; nobody is impatient, since other drills run beside this one. */
const SPEED = 500
const PATIENCE_MS = 30_000
/** Discord knows a repeated post again for minutes: here for less than until somebody looks what was done. */
const FORGETS_SOONER = 30
/** By then the bot has heard that it is to connect anew. */
const RECYCLING_MS = 500
const NAMES = ['Aroha', 'Kofi', 'Mei', 'Pablo']

export async function slackGround(): Promise<Ground> {
  const local = await startSlack({ rateScale: SPEED, ackWithin: PATIENCE_MS })
  const control = new SlackControl(local.url)
  const { team, app, organiser, botToken, appToken } = SLACK
  const users = NAMES.map((name, index) => ({ id: `U${index}`, real_name: name, tz: 'Africa/Nairobi' }))
  await control.createTeam({
    id: team,
    name: 'Librarians',
    users: [{ id: organiser, real_name: 'Olive', tz: 'Europe/London', is_admin: true }, ...users],
  })
  await control.createApp({
    id: app,
    manifest: slackManifest(registry.commands, { socketMode: true }) as never,
    appToken,
    installs: [{ team, botToken }],
  })
  return {
    url: local.url,
    settings: (url) => ({ slackApiUrl: `${url}/api/` }),
    owner: onSlack(control.person(team, organiser)),
    people: users.map(({ id }) => onSlack(control.person(team, id))),
    async picture() {
      const channels = Object.values(local.state.teams[team]?.channels ?? {})
      return sorted(
        channels.map(({ name, members, messages }) => ({
          name,
          members: Object.keys(members).length,
          said: messages
            .filter((message) => message.app_id === app && message.subtype === undefined)
            .map((message) => firstLine(read(message.blocks ?? []) || message.text)),
        })),
      )
    },
    storm(seed) {
      for (const fault of slackStorm(seed)) local.faults.add(fault)
    },
    async recycle() {
      await control.recycle(app)
      await pause(RECYCLING_MS)
      while (!(await control.state()).apps[0]?.sockets) await pause(50)
    },
    async permit(permitted) {
      const install = local.state.apps[app]?.installs[team]
      if (!install) throw new Error('not installed')
      const others = install.scopes.filter((scope) => scope !== 'groups:write')
      install.scopes = permitted ? [...others, 'groups:write'] : others
    },
    async revoke(revoked) {
      await control.revoke(app, team, revoked ? 'token_revoked' : '')
    },
    async leaves(index) {
      await control.changeUser(team, `U${index}`, { deleted: true })
    },
    close: () => local.close(),
  }
}

export async function discordGround(): Promise<Ground> {
  const local = await startDiscord({
    rateScale: SPEED,
    timeScale: FORGETS_SOONER,
    deadlineMs: PATIENCE_MS,
  })
  const control = new DiscordControl(local.url)
  const owner = await control.user({ username: 'olive', globalName: 'Olive' })
  const guild = await control.guild({ name: 'Librarians', owner: owner.id })
  const app = await control.app({ name: 'Counterpart' })
  await control.install(app.id, guild.id, permissionInteger.toString())
  const users = await control.people(
    guild.id,
    NAMES.map((name) => ({ username: name.toLowerCase(), globalName: name })),
  )
  return {
    url: local.url,
    settings: (url) => ({ discordApiUrl: `${url}/api`, discordToken: app.token }),
    owner: onDiscord(control.person(guild.id, owner.id)),
    people: users.map(({ id }) => onDiscord(control.person(guild.id, id))),
    async picture() {
      const { channels } = await control.person(guild.id, app.bot_id).sees(200)
      const writers = (channel: string) =>
        local.state.channels.get(channel)?.overwrites.filter(({ type, deny }) => {
          return type === OverwriteType.Member && (BigInt(deny) & PermissionFlagsBits.SendMessages) === 0n
        }).length ?? 0
      return sorted(
        channels.map(({ id, name, messages }) => ({
          name,
          members: writers(id),
          said: messages
            .filter(({ authorId }) => authorId === app.bot_id)
            .map(({ text }) => firstLine(plain(text))),
        })),
      )
    },
    storm(seed) {
      for (const fault of discordStorm(seed)) local.faults.add(fault)
    },
    async recycle() {
      await control.gateway('reconnect', app.id)
      await pause(RECYCLING_MS)
      while (!(await control.state()).apps[0]?.connected) await pause(50)
    },
    async permit(permitted) {
      const without = permissionInteger & ~PermissionFlagsBits.ManageChannels
      await control.install(app.id, guild.id, (permitted ? permissionInteger : without).toString())
    },
    leaves: (index) => control.person(guild.id, users[index]?.id ?? '').leave(),
    close: () => local.close(),
  }
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? ''

/** What is announced may come in any order; what is said to a pair may not. */
function sorted(picture: Picture): Picture {
  return picture
    .map(({ name, members, said }) => {
      const plainName = name.replace(/^(pair-r\d+|mentoring-organisers)-.*/, '$1')
      return { name: plainName, members, said: plainName.startsWith('pair') ? said : [...said].sort() }
    })
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}
