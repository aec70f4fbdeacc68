/** Rows as Discord writes them on the wire. */
import { channelPermissions } from './access.ts'
import { Channel as ChannelType } from './bits.ts'
import type { Channel, Command, Guild, Json, Member, Role, ThreadMember, User, Webhook } from './rows.ts'
import { memberKey } from './state.ts'
import type { World } from './world.ts'

export function userView(user: User): Json {
  return {
    id: user.id,
    username: user.username,
    avatar: null,
    discriminator: user.bot ? '0000' : '0',
    public_flags: 0,
    flags: 0,
    ...(user.bot ? { bot: true } : {}),
    banner: null,
    accent_color: null,
    global_name: user.global_name,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
  }
}

export function userViewById(world: World, id: string): Json {
  const user = world.state.users.get(id)
  return userView(
    user ?? { id, username: 'deleted_user', global_name: null, locale: 'en-US', bot: false, dms: false },
  )
}

/** A member without `user`, as messages carry it. */
export function bareMemberView(member: Member): Json {
  return {
    avatar: null,
    banner: null,
    communication_disabled_until: null,
    flags: 0,
    joined_at: member.joined_at,
    nick: member.nick,
    pending: false,
    premium_since: null,
    roles: member.roles,
    mute: false,
    deaf: false,
  }
}

export function memberView(world: World, member: Member): Json {
  return { ...bareMemberView(member), user: userViewById(world, member.user_id) }
}

export function roleView(role: Role): Json {
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions,
    position: role.position,
    color: role.color,
    colors: { primary_color: role.color, secondary_color: null, tertiary_color: null },
    hoist: role.hoist,
    managed: role.managed,
    mentionable: role.mentionable,
    icon: null,
    unicode_emoji: null,
    flags: 0,
    ...(role.bot_id === null ? {} : { tags: { bot_id: role.bot_id } }),
  }
}

export function threadMemberView(member: ThreadMember): Json {
  return { id: member.thread_id, user_id: member.user_id, join_timestamp: member.join_timestamp, flags: 0 }
}

export function channelView(world: World, channel: Channel, viewer?: string): Json {
  if (channel.type === ChannelType.dm) {
    return {
      id: channel.id,
      type: channel.type,
      flags: 0,
      last_message_id: channel.last_message_id,
      recipients: channel.recipients.filter((id) => id !== viewer).map((id) => userViewById(world, id)),
    }
  }
  const shared = {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guild_id,
    name: channel.name,
    parent_id: channel.parent_id,
    flags: channel.flags,
    ...(channel.type === ChannelType.category
      ? {}
      : { last_message_id: channel.last_message_id, rate_limit_per_user: channel.rate_limit_per_user }),
  }
  if (channel.thread) return { ...shared, ...threadFields(world, channel, viewer) }
  return {
    ...shared,
    position: channel.position,
    nsfw: channel.nsfw,
    permission_overwrites: channel.overwrites,
    ...(channel.type === ChannelType.category
      ? {}
      : { topic: channel.topic, last_pin_timestamp: channel.last_pin_timestamp }),
    ...(channel.type === ChannelType.forum ? { available_tags: channel.tags } : {}),
    ...channel.extra,
  }
}

function threadFields(world: World, channel: Channel, viewer: string | undefined): Json {
  const own = viewer === undefined ? undefined : world.state.threadMembers.get(memberKey(channel.id, viewer))
  return {
    owner_id: channel.owner_id,
    thread_metadata: channel.thread,
    message_count: channel.message_count,
    total_message_sent: channel.message_count,
    member_count: Math.min(world.index.membersOfThread.of(channel.id).size, 50),
    ...(channel.applied_tags.length > 0 ? { applied_tags: channel.applied_tags } : {}),
    ...(own ? { member: threadMemberView(own) } : {}),
  }
}

/** A channel as an interaction carries it: with what the person may do there. */
export function interactionChannelView(world: World, channel: Channel, user: string): Json {
  const view = channelView(world, channel)
  if (channel.guild_id === null) return view
  return { ...view, permissions: channelPermissions(world, channel, user).toString() }
}

export function guildView(world: World, guild: Guild): Json {
  const roles = [...world.index.rolesOfGuild.of(guild.id)].flatMap((id) => world.state.roles.get(id) ?? [])
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: guild.community ? ['COMMUNITY'] : [],
    banner: null,
    owner_id: guild.owner_id,
    application_id: null,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    roles: roles.map(roleView),
    default_message_notifications: 1,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: guild.locale,
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    incidents_data: null,
  }
}

export function webhookView(world: World, webhook: Webhook, withToken = true): Json {
  return {
    id: webhook.id,
    type: 1,
    guild_id: webhook.guild_id,
    channel_id: webhook.channel_id,
    application_id: webhook.application_id,
    name: webhook.name,
    avatar: null,
    ...(withToken
      ? {
          token: webhook.token,
          url: `${world.settings.url}/api/webhooks/${webhook.id}/${webhook.token}`,
          user: userViewById(world, webhook.user_id),
        }
      : {}),
  }
}

export function commandView(command: Command, withLocalizations: boolean): Json {
  const { name_localizations, description_localizations, guild_id, options, ...rest } = command
  return {
    ...rest,
    ...(guild_id === null ? {} : { guild_id }),
    ...(options.length === 0 ? {} : { options }),
    dm_permission: command.contexts === null || command.contexts.includes(1),
    ...(withLocalizations ? { name_localizations, description_localizations } : {}),
  }
}
