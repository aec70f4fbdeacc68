import { ChannelType, OverwriteType, PermissionFlagsBits, Routes } from 'discord.js'
import type { Outcome } from '../../port/outcome.ts'
import type { ChannelMade, ChannelWanted } from '../../port/platform.ts'
import type { Bot } from './bot.ts'
import { named } from './denials.ts'
import { failureOf, isCode } from './errors.ts'
import { type Channel, channel, channels, read } from './shapes.ts'
import { topicText } from './topic.ts'

const MARK_LENGTH = 16

export interface Overwrite {
  readonly id: string
  readonly type: OverwriteType
  readonly allow?: string
  readonly deny?: string
}

const bits = (...list: bigint[]): string => list.reduce((sum, bit) => sum | bit, 0n).toString()

/** What partners may do in their own space. */
export const MEMBER_MAY: string = bits(
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.ReadMessageHistory,
  PermissionFlagsBits.AttachFiles,
  PermissionFlagsBits.EmbedLinks,
  PermissionFlagsBits.AddReactions,
)
/** All that a channel of ours takes: a bot may give only what it has itself. */
export const NEEDED: bigint =
  PermissionFlagsBits.ManageChannels |
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AddReactions
const BOT_MAY = bits(
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.ManageChannels,
  PermissionFlagsBits.ReadMessageHistory,
  PermissionFlagsBits.AttachFiles,
  PermissionFlagsBits.EmbedLinks,
)

/** Nobody but these members and the bot, from the first instant. */
export function privateTo(bot: Bot, guild: string, members: readonly string[]): Overwrite[] {
  return [
    { id: guild, type: OverwriteType.Role, deny: bits(PermissionFlagsBits.ViewChannel) },
    { id: bot.self(), type: OverwriteType.Member, allow: BOT_MAY },
    ...members.map((id) => ({ id, type: OverwriteType.Member, allow: MEMBER_MAY })),
  ]
}

/** A channel's topic with the mark by which it is known again. */
export const markedTopic = (bot: Bot, key: string, topic: string): string =>
  `${topicText(topic)} ${markOf(bot, key)}`

export const markOf = (bot: Bot, key: string): string => `[${bot.marks.word(key, MARK_LENGTH)}]`

export async function listChannels(bot: Bot, guild: string): Promise<Channel[]> {
  return read(channels, await bot.rest.get(Routes.guildChannels(guild)))
}

/** Of a guild's channels the one that is marked as what `key` stands for. */
export function markedChannel(bot: Bot, list: readonly Channel[], key: string): Channel | undefined {
  const mark = markOf(bot, key)
  return list.find(({ topic }) => topic?.endsWith(mark))
}

/** Ours, by its mark; else a public one of that name that is there already; else a new one. */
export async function ensureChannel(
  bot: Bot,
  guild: string,
  wanted: ChannelWanted,
): Promise<Outcome<ChannelMade>> {
  try {
    const there = await listChannels(bot, guild)
    const known = markedChannel(bot, there, wanted.key) ?? there.find((one) => servesAs(wanted, guild, one))
    if (known) return made(known)
    return made(await create(bot, guild, wanted))
  } catch (error) {
    const failure = failureOf(error, bot.wall(), 'Manage Channels', 'workspace')
    return named(bot, guild, failure, NEEDED)
  }
}

/** Whether a channel is a public one of the wanted name, of a kind that can be used. */
function servesAs(wanted: ChannelWanted, guild: string, one: Channel): boolean {
  const kinds: Readonly<Record<ChannelWanted['purpose'], readonly ChannelType[]>> = {
    announcements: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
    forum: [ChannelType.GuildForum, ChannelType.GuildText],
    organisers: [],
  }
  return one.name === wanted.name && kinds[wanted.purpose].includes(one.type) && !isHidden(one, guild)
}

/** Whether a channel is closed to those who were not let in. */
export function isHidden({ permission_overwrites: overwrites }: Channel, guild: string): boolean {
  const denied = overwrites.find(({ id }) => id === guild)?.deny ?? 0n
  return (denied & PermissionFlagsBits.ViewChannel) !== 0n
}

/** A channel as the port names it. */
export function made({ id, type }: Channel): { readonly kind: 'done'; readonly ref: ChannelMade } {
  return { kind: 'done', ref: { ref: id, kind: type === ChannelType.GuildForum ? 'forum' : 'text' } }
}

async function create(bot: Bot, guild: string, wanted: ChannelWanted): Promise<Channel> {
  const body = { name: wanted.name, topic: markedTopic(bot, wanted.key, wanted.topic) }
  const post = async (more: object) =>
    read(channel, await bot.rest.post(Routes.guildChannels(guild), { body: { ...body, ...more } }))
  bot.log.info({ purpose: wanted.purpose }, 'making a channel of the programme')
  switch (wanted.purpose) {
    case 'announcements':
      return post({
        type: ChannelType.GuildText,
        permission_overwrites: [
          { id: guild, type: OverwriteType.Role, deny: bits(PermissionFlagsBits.SendMessages) },
          { id: bot.self(), type: OverwriteType.Member, allow: BOT_MAY },
        ],
      })
    case 'organisers':
      return post({
        type: ChannelType.GuildText,
        permission_overwrites: privateTo(bot, guild, wanted.members),
      })
    case 'forum':
      // Some servers cannot have forum channels: a text channel then, and the organisers are told.
      return post({ type: ChannelType.GuildForum }).catch((error: unknown) => {
        if (!isCode(error, 50_024, 50_035)) throw error
        return post({ type: ChannelType.GuildText })
      })
  }
}
