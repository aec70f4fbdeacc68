import { ChannelType, OverwriteType, PermissionFlagsBits } from 'discord.js'
import { permissionInteger } from '../../src/platforms/discord/permissions.ts'
import { DiscordControl } from '../../src/sandbox/discord/client.ts'
import { startDiscord } from '../../src/sandbox/discord/server.ts'
import { onDiscord, plain } from '../support/somebody.ts'
import {
  connectedAnew,
  firstLine,
  type Ground,
  type GroundOptions,
  isPair,
  NAMES,
  PATIENCE_MS,
  SPEED,
  sorted,
} from './ground.ts'
import { discordStorm } from './storm.ts'

/** Discord knows a repeated post again for minutes: here for less than until somebody looks what was done. */
const FORGETS_SOONER = 30
const FILLER = 'filler'
const THREADS: ReadonlySet<number> = new Set([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
])

export interface DiscordGround extends Ground {
  /** Makes channels until the server has so many. */
  crowd(channels: number): Promise<void>
  /** Removes those channels again. */
  clear(): Promise<void>
  /** Puts so many channels into the first category of that name. */
  crowdCategory(name: string, channels: number): Promise<void>
  /** Nobody takes direct messages any more. */
  closeDirectMessages(): Promise<void>
  /** Lets so much time pass on Discord alone, ms: threads fall asleep. */
  pass(ms: number): Promise<void>
  /** How many private threads there are, and how many of them sleep. */
  threads(): { readonly all: number; readonly asleep: number }
  /** How often each route was called. */
  calls(): Readonly<Record<string, number>>
}

export async function discordGround({
  patienceMs = PATIENCE_MS,
}: GroundOptions = {}): Promise<DiscordGround> {
  const local = await startDiscord({
    rateScale: SPEED,
    timeScale: FORGETS_SOONER,
    deadlineMs: patienceMs,
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
  const named = (text: string) =>
    users
      .reduce((said, { id }, index) => said.replaceAll(`<@${id}>`, `@${NAMES[index]}`), text)
      .replace(/<#(\d+)>/g, (all, id: string) => `#${local.state.channels.get(id)?.name ?? all}`)
  /** Those that count against the server's room, oldest first. */
  const channels = () =>
    [...local.state.channels.values()].filter(
      ({ guild_id, type }) => guild_id === guild.id && !THREADS.has(type),
    )
  return {
    url: local.url,
    settings: (url) => ({ discordApiUrl: `${url}/api`, discordToken: app.token }),
    owner: onDiscord(control.person(guild.id, owner.id)),
    people: users.map(({ id }) => onDiscord(control.person(guild.id, id))),
    async picture() {
      const { channels } = await control.person(guild.id, app.bot_id).sees(200)
      const writers = (id: string) => {
        const channel = local.state.channels.get(id)
        if (channel?.type === ChannelType.PrivateThread) {
          return [...local.state.threadMembers.values()].filter(({ thread_id }) => thread_id === id).length
        }
        return channel?.overwrites.filter(({ type, deny }) => {
          return type === OverwriteType.Member && (BigInt(deny) & PermissionFlagsBits.SendMessages) === 0n
        }).length
      }
      return sorted(
        channels
          .filter(({ name }) => name !== FILLER)
          .map(({ id, name, messages }) => ({
            name,
            members: writers(id) ?? 0,
            said: messages
              .filter(({ authorId }) => authorId === app.bot_id)
              .map(({ text }) => firstLine(named(plain(text)))),
          })),
      )
    },
    storm(seed) {
      for (const fault of discordStorm(seed)) local.faults.add(fault)
    },
    async recycle() {
      await control.gateway('reconnect', app.id)
      await connectedAnew(async () => (await control.state()).apps[0]?.connected === true)
    },
    async permit(permitted) {
      const without = permissionInteger & ~PermissionFlagsBits.ManageChannels
      await control.install(app.id, guild.id, (permitted ? permissionInteger : without).toString())
    },
    async revoke(revoked) {
      await control.revoke(app.id, revoked)
    },
    async takesOut(index) {
      const user = users[index]?.id ?? ''
      const { channels } = await control.person(guild.id, user).sees()
      const space = channels.find(({ name }) => isPair(name))
      if (space) await control.takeOut(space.id, user)
    },
    async losesSpace() {
      const space = channels().find(({ name }) => isPair(name))
      if (!space) throw new Error('no partnership has a channel')
      await control.deleteChannel(space.id)
    },
    async crowd(count) {
      while (channels().length < count) await control.channel(guild.id, { name: FILLER })
    },
    async clear() {
      for (const { id, name } of channels()) if (name === FILLER) await control.deleteChannel(id)
    },
    async crowdCategory(name, count) {
      const parent = channels().find((channel) => channel.name === name)?.id
      if (!parent) throw new Error(`no category ${name}`)
      for (let n = 0; n < count; n += 1) await control.channel(guild.id, { name: FILLER, parent })
    },
    async closeDirectMessages() {
      for (const { id } of users) await control.person(guild.id, id).dms(false)
    },
    async pass(ms) {
      await control.advance(ms)
    },
    threads() {
      const threads = [...local.state.channels.values()].filter(
        ({ type }) => type === ChannelType.PrivateThread,
      )
      return { all: threads.length, asleep: threads.filter(({ thread }) => thread?.archived).length }
    },
    calls: () => local.stats.view().calls,
    leaves: (index) => control.person(guild.id, users[index]?.id ?? '').leave(),
    close: () => local.close(),
  }
}
