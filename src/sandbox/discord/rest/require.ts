/** Looks up what a call names, and refuses as Discord does where it is not there or not allowed. */
import { canSee, channelPermissions, guildPermissions, isMember } from '../world/access.ts'
import { isThread, type PermissionName, permissionBits } from '../world/bits.ts'
import type { Channel, Guild, Message } from '../world/rows.ts'
import { type Call, param } from './call.ts'
import { errors } from './errors.ts'

export function requireGuild(call: Call, id = param(call, 'guild')): Guild {
  const guild = call.world.state.guilds.get(id)
  if (!guild) throw errors.unknownGuild()
  if (!isMember(call.world, id, call.app.bot_id)) throw errors.missingAccess()
  return guild
}

export function requireGuildPermission(call: Call, guild: string, ...names: PermissionName[]): void {
  const needed = permissionBits(names)
  const granted = guildPermissions(call.world, guild, call.app.bot_id)
  if ((granted & needed) !== needed) throw errors.missingPermissions()
}

/** The channel, which the bot must be able to see: 10003, 50001. */
export function requireChannel(call: Call, id = param(call, 'channel')): Channel {
  const channel = call.world.state.channels.get(id)
  if (!channel) throw errors.unknownChannel()
  if (channel.guild_id === null) {
    if (!channel.recipients.includes(call.app.bot_id)) throw errors.missingAccess()
    return channel
  }
  if (!isMember(call.world, channel.guild_id, call.app.bot_id)) throw errors.missingAccess()
  if (!canSee(call.world, channel, call.app.bot_id)) throw errors.missingAccess()
  return channel
}

/** Refuses with 50013 unless the bot has all of `names` in the channel. */
export function requirePermission(call: Call, channel: Channel, ...names: PermissionName[]): void {
  if (!may(call, channel, ...names)) throw errors.missingPermissions()
}

export function may(call: Call, channel: Channel, ...names: PermissionName[]): boolean {
  const needed = permissionBits(names)
  return (channelPermissions(call.world, channel, call.app.bot_id) & needed) === needed
}

export function requireThread(call: Call): Channel {
  const channel = requireChannel(call)
  if (!isThread(channel.type)) throw errors.wrongChannelType()
  return channel
}

export function requireMessage(call: Call, channel: Channel, id = param(call, 'message')): Message {
  const message = call.world.state.messages.get(id)
  if (message?.channel_id !== channel.id) throw errors.unknownMessage()
  return message
}
