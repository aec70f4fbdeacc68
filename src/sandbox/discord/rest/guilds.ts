import { canSee, channelPermissions } from '../world/access.ts'
import { Channel as ChannelType, isThread, Permission } from '../world/bits.ts'
import { addMemberRole, removeMember } from '../world/membership.ts'
import type { Channel, Member } from '../world/rows.ts'
import { compareIds } from '../world/snowflake.ts'
import { memberKey } from '../world/state.ts'
import { channelView, guildView, memberView, roleView, threadMemberView } from '../world/views.ts'
import { type Call, limitOf, nothing, ok, param, type Reply, type Route } from './call.ts'
import { errors } from './errors.ts'
import { requireGuild, requireGuildPermission } from './require.ts'

export const guildRoutes: Route[] = [
  { method: 'GET', path: '/guilds/:guild', handler: getGuild },
  { method: 'GET', path: '/guilds/:guild/channels', handler: listChannels },
  { method: 'GET', path: '/guilds/:guild/roles', handler: listRoles },
  { method: 'GET', path: '/guilds/:guild/roles/:role', handler: getRole },
  { method: 'GET', path: '/guilds/:guild/threads/active', handler: activeThreads },
  { method: 'GET', path: '/guilds/:guild/members', handler: listMembers },
  { method: 'GET', path: '/guilds/:guild/members/search', handler: searchMembers },
  { method: 'GET', path: '/guilds/:guild/members/:user', handler: getMember },
  { method: 'DELETE', path: '/guilds/:guild/members/:user', handler: kick },
  { method: 'PUT', path: '/guilds/:guild/members/:user/roles/:role', handler: setRole(true) },
  { method: 'DELETE', path: '/guilds/:guild/members/:user/roles/:role', handler: setRole(false) },
  { method: 'DELETE', path: '/users/@me/guilds/:guild', handler: leave },
]

function getGuild(call: Call): Reply {
  const guild = requireGuild(call)
  const members = call.world.index.membersOfGuild.of(guild.id).size
  return ok({
    ...guildView(call.world, guild),
    ...(call.query.get('with_counts') === 'true'
      ? { approximate_member_count: members, approximate_presence_count: members }
      : {}),
  })
}

/** All of them, also those that the bot cannot see, as Discord gives them; threads are not among them. */
function listChannels(call: Call): Reply {
  const guild = requireGuild(call)
  return ok(
    [...call.world.index.channelsOfGuild.of(guild.id)].flatMap((id) => {
      const channel = call.world.state.channels.get(id)
      return channel ? [channelView(call.world, channel, call.app.bot_id)] : []
    }),
  )
}

function listRoles(call: Call): Reply {
  const guild = requireGuild(call)
  return ok(
    [...call.world.index.rolesOfGuild.of(guild.id)].flatMap((id) => {
      const role = call.world.state.roles.get(id)
      return role ? [roleView(role)] : []
    }),
  )
}

function getRole(call: Call): Reply {
  const guild = requireGuild(call)
  const role = call.world.state.roles.get(param(call, 'role'))
  if (role?.guild_id !== guild.id) throw errors.unknownRole()
  return ok(roleView(role))
}

function activeThreads(call: Call): Reply {
  const { world, app } = call
  const guild = requireGuild(call)
  const threads = [...world.index.activeThreadsOfGuild.of(guild.id)]
    .flatMap((id) => world.state.channels.get(id) ?? [])
    .filter((thread) => reaches(call, thread))
  return ok({
    threads: threads.map((thread) => channelView(world, thread, app.bot_id)),
    members: threads.flatMap((thread) => {
      const own = world.state.threadMembers.get(memberKey(thread.id, app.bot_id))
      return own ? [threadMemberView(own)] : []
    }),
  })
}

function reaches(call: Call, thread: Channel): boolean {
  if (!isThread(thread.type)) return false
  if (thread.type !== ChannelType.privateThread) return canSee(call.world, thread, call.app.bot_id)
  const granted = channelPermissions(call.world, thread, call.app.bot_id)
  return (granted & Permission.VIEW_CHANNEL) !== 0n && canSee(call.world, thread, call.app.bot_id)
}

function membersOf(call: Call, guild: string): Member[] {
  return [...call.world.index.membersOfGuild.of(guild)].flatMap(
    (key) => call.world.state.members.get(key) ?? [],
  )
}

/** Needs the members intent to be switched on, as it does on Discord: 50001. */
function listMembers(call: Call): Reply {
  const guild = requireGuild(call)
  if (!call.app.privileged.includes('GUILD_MEMBERS')) throw errors.missingAccess()
  const after = call.query.get('after') ?? '0'
  const page = membersOf(call, guild.id)
    .filter((member) => compareIds(member.user_id, after) > 0)
    .sort((a, b) => compareIds(a.user_id, b.user_id))
    .slice(0, limitOf(call, 1, 1_000))
  return ok(page.map((member) => memberView(call.world, member)))
}

function searchMembers(call: Call): Reply {
  const guild = requireGuild(call)
  const start = (call.query.get('query') ?? '').toLowerCase()
  const found = membersOf(call, guild.id).filter((member) => {
    const user = call.world.state.users.get(member.user_id)
    return [member.nick, user?.username, user?.global_name].some((name) =>
      name?.toLowerCase().startsWith(start),
    )
  })
  return ok(found.slice(0, limitOf(call, 1, 1_000)).map((member) => memberView(call.world, member)))
}

function requireMember(call: Call, guild: string): Member {
  const user = param(call, 'user') === '@me' ? call.app.bot_id : param(call, 'user')
  if (!call.world.state.users.has(user)) throw errors.unknownUser()
  const member = call.world.state.members.get(memberKey(guild, user))
  if (!member) throw errors.unknownMember()
  return member
}

function getMember(call: Call): Reply {
  const guild = requireGuild(call)
  return ok(memberView(call.world, requireMember(call, guild.id)))
}

function kick(call: Call): Reply {
  const guild = requireGuild(call)
  requireGuildPermission(call, guild.id, 'KICK_MEMBERS')
  const member = requireMember(call, guild.id)
  if (member.user_id === guild.owner_id) throw errors.missingPermissions()
  removeMember(call.world, guild.id, member.user_id)
  return nothing
}

function setRole(on: boolean) {
  return (call: Call): Reply => {
    const guild = requireGuild(call)
    requireGuildPermission(call, guild.id, 'MANAGE_ROLES')
    const role = call.world.state.roles.get(param(call, 'role'))
    if (role?.guild_id !== guild.id) throw errors.unknownRole()
    if (role.managed || role.position >= highestRole(call, guild.id)) throw errors.missingPermissions()
    addMemberRole(call.world, requireMember(call, guild.id), role.id, on)
    return nothing
  }
}

function highestRole(call: Call, guild: string): number {
  const roles = call.world.state.members.get(memberKey(guild, call.app.bot_id))?.roles ?? []
  return Math.max(0, ...roles.map((id) => call.world.state.roles.get(id)?.position ?? 0))
}

function leave(call: Call): Reply {
  const guild = requireGuild(call)
  removeMember(call.world, guild.id, call.app.bot_id)
  return nothing
}
