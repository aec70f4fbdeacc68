import { ChannelType, OverwriteType, PermissionFlagsBits, Routes } from 'discord.js'
import type { SpaceWanted } from '../../port/platform.ts'
import type { Bot } from './bot.ts'
import { markedChannel, markedTopic } from './channels.ts'
import { isCode } from './errors.ts'
import { nameOfSpace } from './names.ts'
import { type Channel, channel, read, threadMembers, threads, UnknownShape } from './shapes.ts'

/** Ten thousand and eighty minutes, a week: the longest. A post brings an archived thread back. */
const AUTO_ARCHIVE_MINUTES = 10_080
const MARK_LENGTH = 10
const PARENT_KEY = 'threads'
const PAGE = 100
/** An archived thread takes neither edits nor members until it is woken. */
const ARCHIVED = 50_083
/** No such member, no such user. */
const NOBODY = [10_007, 10_013]

/** The text channel under which private threads stand, if there is one. */
export function knownParent(bot: Bot, guild: string, channels: readonly Channel[]): string | undefined {
  return markedChannel(bot, channels, `${PARENT_KEY}:${guild}`)?.id
}

/** Everybody sees it, nobody writes there. */
export async function createParent(bot: Bot, guild: string): Promise<Channel> {
  const body = {
    name: 'counterpart-pairs',
    type: ChannelType.GuildText,
    topic: markedTopic(bot, `${PARENT_KEY}:${guild}`, bot.words.threads),
    permission_overwrites: [
      { id: guild, type: OverwriteType.Role, deny: PermissionFlagsBits.SendMessages.toString() },
    ],
  }
  return read(channel, await bot.rest.post(Routes.guildChannels(guild), { body }))
}

export async function createThread(bot: Bot, parent: string, space: SpaceWanted): Promise<Channel> {
  const body = {
    name: nameOfSpace(space, bot.marks.word(space.key, MARK_LENGTH), 'name'),
    type: ChannelType.PrivateThread,
    invitable: false,
    auto_archive_duration: AUTO_ARCHIVE_MINUTES,
  }
  return read(channel, await bot.rest.post(Routes.threads(parent), { body, reason: space.reason }))
}

const endOf = (bot: Bot, key: string): string => `-${bot.marks.word(key, MARK_LENGTH)}`

/** Our thread with that mark in its name. */
export function markedThread(bot: Bot, list: readonly Channel[], key: string): Channel | undefined {
  const end = endOf(bot, key)
  return list.find(({ name, owner_id }) => name?.endsWith(end) && owner_id === bot.self())
}

/** All threads of a channel that we can see, active and archived. */
export async function listThreads(
  bot: Bot,
  guild: string,
  parent: string,
  kind: 'private' | 'public',
): Promise<Channel[]> {
  const active = read(threads, await bot.rest.get(Routes.guildActiveThreads(guild)))
  const all = active.threads.filter(({ parent_id }) => parent_id === parent)
  let before: string | undefined
  for (;;) {
    const query = new URLSearchParams({ limit: String(PAGE), ...(before ? { before } : {}) })
    const page = read(threads, await bot.rest.get(Routes.channelThreads(parent, kind), { query }))
    all.push(...page.threads)
    if (!page.has_more) return all
    const last = page.threads.findLast(({ thread_metadata }) => thread_metadata?.archive_timestamp)
    const oldest = last?.thread_metadata?.archive_timestamp
    // There is more, and nothing says where it begins.
    if (!oldest || oldest === before) throw new UnknownShape('a page of threads leads no further')
    before = oldest
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

export function isThread({ type }: Channel): boolean {
  return type === ChannelType.PrivateThread || type === ChannelType.PublicThread
}

/**
 * Whether all of these are in a thread. The thread itself tells a number, which a moderator may make up, and the list
 * of its members is only for bots with a privileged intent: each is asked for, and the list where that fails.
 */
export async function areIn(bot: Bot, thread: string, users: readonly string[]): Promise<boolean> {
  try {
    for (const user of users) {
      const there = await bot.rest.get(Routes.threadMembers(thread, user)).catch(nobody)
      if (there === undefined) return false
    }
    return true
  } catch (error) {
    const all = await bot.rest.get(Routes.threadMembers(thread)).catch(() => {
      throw error
    })
    const members = read(threadMembers, all)
    return users.every((user) => members.some(({ user_id }) => user_id === user))
  }
}

function nobody(error: unknown): undefined {
  if (!isCode(error, ...NOBODY)) throw error
}
