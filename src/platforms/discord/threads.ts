import {
  type APIChannel,
  type APIGuildChannel,
  type APIThreadChannel,
  type APIThreadList,
  ChannelType,
  OverwriteType,
  PermissionFlagsBits,
  Routes,
} from 'discord.js'
import type { SpaceWanted } from '../../port/platform.ts'
import type { Bot } from './bot.ts'
import { markedTopic, markOf, topicOf } from './channels.ts'
import { isCode } from './errors.ts'

/** Ten thousand and eighty minutes, a week: the longest. A post brings an archived thread back. */
const AUTO_ARCHIVE_MINUTES = 10_080
const MARK_LENGTH = 10
const PARENT_KEY = 'threads'
const PAGE = 100
/** An archived thread takes neither edits nor members until it is woken. */
const ARCHIVED = 50_083

/** The text channel under which private threads stand, if there is one. */
export function knownParent(
  bot: Bot,
  guild: string,
  channels: readonly APIGuildChannel[],
): string | undefined {
  const mark = markOf(bot, `${PARENT_KEY}:${guild}`)
  return channels.find((channel) => topicOf(channel).endsWith(mark))?.id
}

/** Everybody sees it, nobody writes there. */
export async function createParent(bot: Bot, guild: string): Promise<APIGuildChannel> {
  const body = {
    name: 'counterpart-pairs',
    type: ChannelType.GuildText,
    topic: markedTopic(bot, `${PARENT_KEY}:${guild}`, 'Private threads of partnerships'),
    permission_overwrites: [
      { id: guild, type: OverwriteType.Role, deny: PermissionFlagsBits.SendMessages.toString() },
    ],
  }
  return (await bot.rest.post(Routes.guildChannels(guild), { body })) as APIGuildChannel
}

export async function createThread(bot: Bot, parent: string, space: SpaceWanted): Promise<APIThreadChannel> {
  const body = {
    name: `${space.name}${endOf(bot, space.key)}`,
    type: ChannelType.PrivateThread,
    invitable: false,
    auto_archive_duration: AUTO_ARCHIVE_MINUTES,
  }
  const made = await bot.rest.post(Routes.threads(parent), { body, reason: space.reason })
  return made as APIThreadChannel
}

const endOf = (bot: Bot, key: string): string => `-${bot.marks.word(key, MARK_LENGTH)}`

/** Our thread with that mark in its name. */
export function markedThread(
  bot: Bot,
  threads: readonly APIThreadChannel[],
  key: string,
): APIThreadChannel | undefined {
  const end = endOf(bot, key)
  return threads.find(({ name, owner_id }) => name?.endsWith(end) && owner_id === bot.self())
}

/** All threads of a channel that we can see, active and archived. */
export async function listThreads(
  bot: Bot,
  guild: string,
  parent: string,
  kind: 'private' | 'public',
): Promise<APIThreadChannel[]> {
  const active = (await bot.rest.get(Routes.guildActiveThreads(guild))) as APIThreadList
  const threads = (active.threads as APIThreadChannel[]).filter(({ parent_id }) => parent_id === parent)
  let before: string | undefined
  for (;;) {
    const query = new URLSearchParams({ limit: String(PAGE), ...(before ? { before } : {}) })
    const page = (await bot.rest.get(Routes.channelThreads(parent, kind), { query })) as APIThreadList & {
      has_more?: boolean
    }
    const archived = page.threads as APIThreadChannel[]
    threads.push(...archived)
    before = archived.at(-1)?.thread_metadata?.archive_timestamp
    if (!page.has_more || before === undefined) return threads
  }
}

/** Does something in a thread, which is woken first where it sleeps. */
export async function awake<T>(bot: Bot, channel: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isCode(error, ARCHIVED)) throw error
    await bot.rest.patch(Routes.channel(channel), { body: { archived: false } })
    return work()
  }
}

export function isThread(channel: APIChannel): channel is APIThreadChannel {
  return channel.type === ChannelType.PrivateThread || channel.type === ChannelType.PublicThread
}
