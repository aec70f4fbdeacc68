import { Channel as ChannelType, EVERY_PERMISSION, isThread, Permission } from './bits.ts'
import type { Channel, Member } from './rows.ts'
import { memberKey } from './state.ts'
import type { World } from './world.ts'

/** What a member may do in the guild as a whole. 0 for whoever is no member. */
export function guildPermissions(world: World, guildId: string, userId: string): bigint {
  const guild = world.state.guilds.get(guildId)
  const member = world.state.members.get(memberKey(guildId, userId))
  if (!guild || !member) return 0n
  if (guild.owner_id === userId) return EVERY_PERMISSION
  let granted = rolePermissions(world, guildId)
  for (const role of member.roles) granted |= rolePermissions(world, role)
  return granted & Permission.ADMINISTRATOR ? EVERY_PERMISSION : granted
}

function rolePermissions(world: World, role: string): bigint {
  return BigInt(world.state.roles.get(role)?.permissions ?? 0)
}

/**
 * What a member may do in a channel: the guild's grant, then the channel's overwrites for @everyone, for
 * roles together, for the member. A thread has its parent's. Without VIEW_CHANNEL nothing else counts.
 */
export function channelPermissions(world: World, channel: Channel, userId: string): bigint {
  if (channel.guild_id === null) return channel.recipients.includes(userId) ? DM_PERMISSIONS : 0n
  const base = guildPermissions(world, channel.guild_id, userId)
  if (base === EVERY_PERMISSION) return base
  const member = world.state.members.get(memberKey(channel.guild_id, userId))
  if (!member) return 0n
  const source = isThread(channel.type) ? parentOf(world, channel) : channel
  if (!source) return 0n
  const granted = withOverwrites(base, source, member)
  if (!(granted & Permission.VIEW_CHANNEL)) return 0n
  if (!isThread(channel.type) && !(granted & Permission.SEND_MESSAGES)) return granted & ~NEEDS_SENDING
  return granted
}

const NEEDS_SENDING =
  Permission.MENTION_EVERYONE |
  Permission.ATTACH_FILES |
  Permission.EMBED_LINKS |
  Permission.SEND_TTS_MESSAGES

const DM_PERMISSIONS =
  Permission.VIEW_CHANNEL |
  Permission.SEND_MESSAGES |
  Permission.EMBED_LINKS |
  Permission.ATTACH_FILES |
  Permission.READ_MESSAGE_HISTORY |
  Permission.ADD_REACTIONS |
  Permission.USE_APPLICATION_COMMANDS |
  Permission.PIN_MESSAGES

function withOverwrites(base: bigint, channel: Channel, member: Member): bigint {
  let granted = base
  let roleAllow = 0n
  let roleDeny = 0n
  let own: { allow: bigint; deny: bigint } | undefined
  for (const overwrite of channel.overwrites) {
    const allow = BigInt(overwrite.allow)
    const deny = BigInt(overwrite.deny)
    if (overwrite.id === member.guild_id) granted = (granted & ~deny) | allow
    else if (overwrite.type === 0 && member.roles.includes(overwrite.id)) {
      roleAllow |= allow
      roleDeny |= deny
    } else if (overwrite.type === 1 && overwrite.id === member.user_id) own = { allow, deny }
  }
  granted = (granted & ~roleDeny) | roleAllow
  return own ? (granted & ~own.deny) | own.allow : granted
}

function parentOf(world: World, channel: Channel): Channel | undefined {
  return channel.parent_id === null ? undefined : world.state.channels.get(channel.parent_id)
}

export function isThreadMember(world: World, thread: string, user: string): boolean {
  return world.state.threadMembers.has(memberKey(thread, user))
}

/** Whether a person can see a channel. A private thread also takes being in it, or MANAGE_THREADS. */
export function canSee(world: World, channel: Channel, userId: string): boolean {
  const granted = channelPermissions(world, channel, userId)
  if (!(granted & Permission.VIEW_CHANNEL)) return false
  if (channel.type !== ChannelType.privateThread) return true
  return (granted & Permission.MANAGE_THREADS) !== 0n || isThreadMember(world, channel.id, userId)
}

export const isMember = (world: World, guild: string, user: string): boolean =>
  world.state.members.has(memberKey(guild, user))
