import { ChannelType, Routes } from 'discord.js'
import type { Bot } from './bot.ts'
import { type Channel, channel, read } from './shapes.ts'

/** A category holds as many channels. */
const ROOM = 50
const NAME = 'Counterpart pairs'

/** The categories in which partnerships' channels stand, of a guild's channels. */
export function categoryWithRoom(
  channels: readonly Channel[],
  full: ReadonlySet<string>,
): string | undefined {
  return ours(channels).find(
    ({ id }) => !full.has(id) && channels.filter(({ parent_id }) => parent_id === id).length < ROOM,
  )?.id
}

/** One more category, numbered. */
export async function createCategory(
  bot: Bot,
  guild: string,
  channels: readonly Channel[],
): Promise<Channel> {
  const number = ours(channels).length + 1
  const body = { name: number === 1 ? NAME : `${NAME} ${number}`, type: ChannelType.GuildCategory }
  return read(channel, await bot.rest.post(Routes.guildChannels(guild), { body }))
}

const ours = (channels: readonly Channel[]): Channel[] =>
  channels.filter(({ type, name }) => type === ChannelType.GuildCategory && name?.startsWith(NAME))
