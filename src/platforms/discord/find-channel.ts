import { ChannelType, PermissionFlagsBits, Routes } from 'discord.js'
import type { ChannelFound, ChannelSought, ChannelWanted } from '../../port/platform.ts'
import type { Bot } from './bot.ts'
import { isHidden, listChannels, made } from './channels.ts'
import { failureOf, readAgain } from './errors.ts'
import { type Channel, channel, read } from './shapes.ts'

/** How a channel is named: `<#123>`, a link, its id, or `#news`. */
const MENTION = /^<#(\d+)>$/
const LINK = /^https:\/\/[^\s/]+\/channels\/\d+\/(\d+)/
const ID = /^#?(\d{15,20})$/

/** What can serve as each of a programme's channels. */
const KINDS: Readonly<Record<ChannelWanted['purpose'], readonly ChannelType[]>> = {
  announcements: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
  forum: [ChannelType.GuildForum, ChannelType.GuildText],
  organisers: [ChannelType.GuildText],
}

/** Looks for a channel that people made, or may have removed. */
export async function findChannel(bot: Bot, guild: string, sought: ChannelSought): Promise<ChannelFound> {
  try {
    if ('ref' in sought) return made(read(channel, await bot.rest.get(Routes.channel(sought.ref))))
    const typed = sought.named.trim()
    const id = [MENTION, LINK, ID].map((form) => form.exec(typed)?.[1]).find((one) => one !== undefined)
    const name = typed.replace(/^#/, '').toLowerCase()
    const found = (await listChannels(bot, guild)).find(
      (one) =>
        (id ? one.id === id : one.name?.toLowerCase() === name) && servesAs(sought.purpose, guild, one),
    )
    return found ? made(found) : { kind: 'absent' }
  } catch (error) {
    const failure = readAgain(failureOf(error, bot.wall(), VIEW), bot.wall())
    // Somebody else's channel, or one that is hidden from the bot: not gone.
    return failure.kind === 'denied' ? { ...failure, scope: 'item' } : failure
  }
}

const VIEW = 'View Channels'

/** Organisers are among themselves; everything else is for everybody. */
function servesAs(purpose: ChannelWanted['purpose'], guild: string, one: Channel): boolean {
  return KINDS[purpose].includes(one.type) && isHidden(one, guild) === (purpose === 'organisers')
}

/** Whether somebody was let into a channel by an overwrite of their own. */
export const isLetIn = (one: Channel, user: string): boolean =>
  one.permission_overwrites.some(
    ({ id, allow }) => id === user && (allow & PermissionFlagsBits.ViewChannel) !== 0n,
  )
