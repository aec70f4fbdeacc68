import { type APIGuildChannel, ChannelType, Routes } from 'discord.js'
import type { Bot } from './bot.ts'

/** A category holds as many channels. */
const ROOM = 50
const NAME = 'Counterpart pairs'

/** The categories in which partnerships' channels stand, of a guild's channels. */
export function categoryWithRoom(
  channels: readonly APIGuildChannel[],
  full: ReadonlySet<string>,
): string | undefined {
  return ours(channels).find(
    ({ id }) => !full.has(id) && channels.filter((one) => parentOf(one) === id).length < ROOM,
  )?.id
}

/** One more category, numbered. */
export async function createCategory(
  bot: Bot,
  guild: string,
  channels: readonly APIGuildChannel[],
): Promise<APIGuildChannel> {
  const number = ours(channels).length + 1
  const body = { name: number === 1 ? NAME : `${NAME} ${number}`, type: ChannelType.GuildCategory }
  return (await bot.rest.post(Routes.guildChannels(guild), { body })) as APIGuildChannel
}

const ours = (channels: readonly APIGuildChannel[]): APIGuildChannel[] =>
  channels.filter(({ type, name }) => type === ChannelType.GuildCategory && name?.startsWith(NAME))

const parentOf = (channel: APIGuildChannel): string | null | undefined =>
  'parent_id' in channel ? (channel.parent_id as string | null | undefined) : undefined
