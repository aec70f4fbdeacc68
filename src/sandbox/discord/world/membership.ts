/** People coming to a guild, changing in it, and leaving. */
import { Intent } from './bits.ts'
import { removeThreadMember } from './channels.ts'
import type { Member, Role } from './rows.ts'
import { memberKey } from './state.ts'
import { guildView, memberView, roleView, userViewById } from './views.ts'
import type { World } from './world.ts'

export function addMember(world: World, guild: string, user: string, roles: readonly string[] = []): Member {
  const key = memberKey(guild, user)
  const known = world.state.members.get(key)
  if (known) return known
  const member = world.state.members.set(key, {
    guild_id: guild,
    user_id: user,
    nick: null,
    roles,
    joined_at: world.iso(),
  })
  const app = world.index.appByBot.first(user)
  world.emit({
    t: 'GUILD_MEMBER_ADD',
    intent: Intent.GUILD_MEMBERS,
    guild,
    render: () => ({ ...memberView(world, member), guild_id: guild }),
  })
  // The gateway itself renders a whole guild; this only says that there is a new one.
  if (app !== undefined)
    world.emit({ t: 'GUILD_CREATE', intent: Intent.GUILDS, guild, app, render: () => undefined })
  return member
}

export function changeMember(world: World, member: Member, change: Partial<Member>): Member {
  const next = world.state.members.set(memberKey(member.guild_id, member.user_id), { ...member, ...change })
  world.emit({
    t: 'GUILD_MEMBER_UPDATE',
    intent: Intent.GUILD_MEMBERS,
    guild: member.guild_id,
    render: () => ({ ...memberView(world, next), guild_id: member.guild_id }),
  })
  return next
}

export function addMemberRole(world: World, member: Member, role: string, on: boolean): Member {
  const others = member.roles.filter((id) => id !== role)
  return changeMember(world, member, { roles: on ? [...others, role] : others })
}

/** Leaving takes a person out of the guild's threads; what they wrote stays. */
export function removeMember(world: World, guild: string, user: string): void {
  const key = memberKey(guild, user)
  if (!world.state.members.has(key)) return
  for (const entry of [...world.index.threadsOfMember.of(user)]) {
    const thread = world.state.channels.get(entry.split(':')[0] ?? '')
    if (thread?.guild_id === guild) removeThreadMember(world, thread, user)
  }
  const app = world.index.appByBot.first(user)
  if (app !== undefined)
    world.emit({ t: 'GUILD_DELETE', intent: Intent.GUILDS, guild, app, render: () => ({ id: guild }) })
  world.state.members.delete(key)
  world.emit({
    t: 'GUILD_MEMBER_REMOVE',
    intent: Intent.GUILD_MEMBERS,
    guild,
    render: () => ({ guild_id: guild, user: userViewById(world, user) }),
  })
}

export function saveRole(world: World, role: Role): Role {
  const t = world.state.roles.has(role.id) ? 'GUILD_ROLE_UPDATE' : 'GUILD_ROLE_CREATE'
  world.state.roles.set(role.id, role)
  world.emit({
    t,
    intent: Intent.GUILDS,
    guild: role.guild_id,
    render: () => ({ guild_id: role.guild_id, role: roleView(role) }),
  })
  return role
}

export function changeGuild(world: World, id: string, change: { name?: string; forums?: boolean }): void {
  const guild = world.state.guilds.patch(id, change)
  if (guild)
    world.emit({ t: 'GUILD_UPDATE', intent: Intent.GUILDS, guild: id, render: () => guildView(world, guild) })
}
