import { guildPermissions, isMember } from '../world/access.ts'
import { Channel as ChannelType, Intent, isThread, Permission } from '../world/bits.ts'
import { addChannel, blankChannel, changeChannel, deleteChannel } from '../world/channels.ts'
import type { Channel, Guild, Overwrite } from '../world/rows.ts'
import { channelView } from '../world/views.ts'
import { type Call, created, nothing, ok, type Reply, type Route } from './call.ts'
import {
  createChannelShape,
  editChannelShape,
  extraOf,
  normalName,
  overwritesOf,
  type Settings,
  tagsOf,
} from './channel-shape.ts'
import { ApiError, errors, invalid } from './errors.ts'
import { may, requireChannel, requireGuild, requireGuildPermission, requirePermission } from './require.ts'
import { ChannelLimited } from './serve.ts'
import { read } from './shape.ts'
import { editThread } from './thread-edit.ts'

const MOST_CHANNELS = 500
const MOST_IN_CATEGORY = 50

export function channelRoutes(rateScale: number): Route[] {
  const renames = new Map<string, number[]>()

  /** Name and topic may change twice in ten minutes; no header says so beforehand. */
  const countRename = (channel: Channel) => {
    const now = Date.now()
    const period = 600_000 / rateScale
    const recent = (renames.get(channel.id) ?? []).filter((at) => now - at < period)
    if (recent.length >= 2) throw new ChannelLimited(((recent[0] ?? now) + period - now) / 1000)
    renames.set(channel.id, [...recent, now])
  }

  return [
    { method: 'POST', path: '/guilds/:guild/channels', handler: createChannel, limit: [50, 10_000] },
    {
      method: 'GET',
      path: '/channels/:channel',
      handler: (call) => ok(channelView(call.world, requireChannel(call), call.app.bot_id)),
    },
    { method: 'PATCH', path: '/channels/:channel', handler: (call) => editChannel(call, countRename) },
    { method: 'DELETE', path: '/channels/:channel', handler: removeChannel },
    { method: 'POST', path: '/channels/:channel/typing', handler: typing },
  ]
}

function createChannel(call: Call): Reply {
  const { world } = call
  const guild = requireGuild(call)
  requireGuildPermission(call, guild.id, 'MANAGE_CHANNELS')
  const given = read(createChannelShape, call.body)
  const type = given.type ?? ChannelType.text
  checkType(guild, type)
  const overwrites = overwritesOf(world, guild.id, given.permission_overwrites ?? [])
  checkOverwrites(call, guild.id, overwrites)
  checkTopic(type, given.topic)
  if (world.index.channelsOfGuild.of(guild.id).size >= MOST_CHANNELS)
    throw new ApiError(400, 30013, `Maximum number of guild channels reached (${MOST_CHANNELS})`)
  const name = normalName(type, given.name)
  if (name === '') throw invalid('name', 'BASE_TYPE_REQUIRED', 'This field is required')
  const parent = parentFor(call, guild.id, type, given.parent_id)
  const channel = addChannel(world, {
    ...blankChannel(world, type, guild.id, name),
    parent_id: parent?.id ?? null,
    position: given.position ?? world.index.channelsOfGuild.of(guild.id).size,
    topic: given.topic ?? null,
    nsfw: given.nsfw ?? false,
    rate_limit_per_user: given.rate_limit_per_user ?? 0,
    overwrites: given.permission_overwrites == null && parent ? parent.overwrites : overwrites,
    extra: extraOf(given),
    tags: tagsOf(world, given.available_tags),
  })
  return created(channelView(world, channel, call.app.bot_id))
}

function checkType(guild: Guild, type: number): void {
  if (type === ChannelType.forum && !guild.forums) throw errors.wrongChannelType()
  const community = type === ChannelType.announcement || type === ChannelType.stage
  if (community && !guild.community) throw errors.wrongChannelType()
}

function checkTopic(type: number, topic: string | null | undefined): void {
  if (type !== ChannelType.forum && [...(topic ?? '')].length > 1_024)
    throw invalid('topic', 'BASE_TYPE_MAX_LENGTH', 'Must be 1024 or fewer in length.')
}

/**
 * At creation a bot may allow or deny only what it may do in the guild itself, and MANAGE_ROLES only as an
 * administrator. Who is named must be a role of the guild or one of its members.
 */
function checkOverwrites(call: Call, guild: string, overwrites: readonly Overwrite[]): void {
  const own = guildPermissions(call.world, guild, call.app.bot_id)
  const admin = (own & Permission.ADMINISTRATOR) !== 0n
  for (const entry of overwrites) {
    const touched = BigInt(entry.allow) | BigInt(entry.deny)
    if ((touched & ~own) !== 0n) throw errors.missingPermissions()
    if (!admin && (touched & Permission.MANAGE_ROLES) !== 0n) throw errors.missingPermissions()
    if (entry.type === 0 && call.world.state.roles.get(entry.id)?.guild_id !== guild)
      throw errors.unknownRole()
    if (entry.type === 1 && !isMember(call.world, guild, entry.id)) throw errors.unknownUser()
  }
}

function parentFor(
  call: Call,
  guild: string,
  type: number,
  id: string | null | undefined,
): Channel | undefined {
  if (id == null) return undefined
  const parent = call.world.state.channels.get(id)
  if (parent?.guild_id !== guild)
    throw invalid('parent_id', 'CHANNEL_PARENT_INVALID', 'Category does not exist')
  if (parent.type !== ChannelType.category || type === ChannelType.category)
    throw invalid('parent_id', 'CHANNEL_PARENT_INVALID_TYPE', 'Not a category')
  if (call.world.index.childrenOf.of(id).size >= MOST_IN_CATEGORY)
    throw invalid(
      'parent_id',
      'CHANNEL_PARENT_MAX_CHANNELS',
      `Maximum number of channels in category reached (${MOST_IN_CATEGORY})`,
    )
  return parent
}

function editChannel(call: Call, countRename: (channel: Channel) => void): Reply {
  const { world } = call
  const channel = requireChannel(call)
  if (isThread(channel.type)) return ok(channelView(world, editThread(call, channel), call.app.bot_id))
  if (channel.guild_id === null) throw errors.wrongChannelType()
  requirePermission(call, channel, 'MANAGE_CHANNELS')
  const given = read(editChannelShape, call.body)
  const change = changes(call, channel, given)
  const renamed = change.name !== undefined && change.name !== channel.name
  const retopiced = change.topic !== undefined && change.topic !== channel.topic
  if (renamed || retopiced) countRename(channel)
  return ok(channelView(world, changeChannel(world, channel, change), call.app.bot_id))
}

function changes(call: Call, channel: Channel, given: Settings): Partial<Channel> {
  const guild = channel.guild_id ?? ''
  checkTopic(channel.type, given.topic)
  const change: { -readonly [K in keyof Channel]?: Channel[K] } = {
    extra: { ...channel.extra, ...extraOf(given) },
  }
  if (given.name !== undefined) change.name = normalName(channel.type, given.name)
  if (given.topic !== undefined) change.topic = given.topic
  if (given.nsfw != null) change.nsfw = given.nsfw
  if (given.position != null) change.position = given.position
  if (given.flags != null) change.flags = given.flags
  if (given.rate_limit_per_user != null) change.rate_limit_per_user = given.rate_limit_per_user
  if (given.available_tags !== undefined) change.tags = tagsOf(call.world, given.available_tags)
  if (given.parent_id !== undefined && given.parent_id !== channel.parent_id)
    change.parent_id = parentFor(call, guild, channel.type, given.parent_id)?.id ?? null
  if (given.permission_overwrites != null) {
    if (!may(call, channel, 'MANAGE_ROLES')) throw errors.missingPermissions()
    const overwrites = overwritesOf(call.world, guild, given.permission_overwrites)
    checkOverwrites(call, guild, overwrites)
    change.overwrites = overwrites
  }
  return change
}

function removeChannel(call: Call): Reply {
  const channel = requireChannel(call)
  const view = channelView(call.world, channel, call.app.bot_id)
  if (channel.guild_id === null) return ok(view)
  requirePermission(call, channel, isThread(channel.type) ? 'MANAGE_THREADS' : 'MANAGE_CHANNELS')
  deleteChannel(call.world, channel)
  return ok(view)
}

function typing(call: Call): Reply {
  const channel = requireChannel(call)
  requirePermission(call, channel, isThread(channel.type) ? 'SEND_MESSAGES_IN_THREADS' : 'SEND_MESSAGES')
  call.world.emit({
    t: 'TYPING_START',
    intent: channel.guild_id === null ? Intent.DIRECT_MESSAGE_TYPING : Intent.GUILD_MESSAGE_TYPING,
    guild: channel.guild_id,
    channel: channel.id,
    render: () => ({
      channel_id: channel.id,
      ...(channel.guild_id === null ? {} : { guild_id: channel.guild_id }),
      user_id: call.app.bot_id,
      timestamp: Math.floor(call.world.now() / 1000),
    }),
  })
  return nothing
}
