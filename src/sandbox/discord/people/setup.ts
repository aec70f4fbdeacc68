/** Making what a test or a demonstration starts from: applications, guilds, people, roles, channels. */
import { randomBytes } from 'node:crypto'
import {
  Channel as ChannelType,
  EVERYONE_DEFAULT,
  type PermissionName,
  type PrivilegedIntent,
  permissionBits,
} from '../world/bits.ts'
import { addChannel, blankChannel } from '../world/channels.ts'
import { addMember, addMemberRole, saveRole } from '../world/membership.ts'
import type { App, Channel, Guild, Overwrite, Role, User } from '../world/rows.ts'
import { memberKey } from '../world/state.ts'
import type { World } from '../world/world.ts'
import { Refusal } from './refusal.ts'

export interface NewUser {
  /** Unique, in lower case. */
  readonly username: string
  readonly globalName?: string
  readonly locale?: string
  /** Whether they take direct messages; yes where not given. */
  readonly dms?: boolean
}

export function makeUser(world: World, given: NewUser, bot = false): User {
  if (!bot && !/^[a-z0-9._]{2,32}$/.test(given.username))
    throw new Refusal(`"${given.username}" is no user name`)
  if (!bot && world.index.userByName.first(given.username) !== undefined)
    throw new Refusal(`the user name "${given.username}" is taken`)
  const id = world.id()
  return world.state.users.set(id, {
    id,
    username: given.username,
    global_name: given.globalName ?? null,
    locale: given.locale ?? 'en-US',
    bot,
    dms: given.dms ?? true,
  })
}

export interface NewApp {
  readonly name: string
  readonly token?: string
  readonly privileged?: readonly PrivilegedIntent[]
}

export function makeApp(world: World, given: NewApp): App {
  const owner = makeUser(world, { username: `${given.name} developer` }, true)
  world.state.users.patch(owner.id, { bot: false, dms: false })
  const bot = makeUser(world, { username: given.name }, true)
  return world.state.apps.set(bot.id, {
    id: bot.id,
    name: given.name,
    bot_id: bot.id,
    token: given.token ?? newToken(bot.id),
    owner_id: owner.id,
    public_key: randomBytes(32).toString('hex'),
    privileged: given.privileged ?? [],
    revoked: false,
  })
}

export function newToken(bot: string): string {
  return `${Buffer.from(bot).toString('base64url')}.local.${randomBytes(24).toString('base64url')}`
}

export interface NewGuild {
  readonly name: string
  /** User id of the owner; a new user where not given. */
  readonly owner?: string
  readonly locale?: string
  /** Whether forum channels can be made; yes where not given. */
  readonly forums?: boolean
  readonly community?: boolean
}

export function makeGuild(world: World, given: NewGuild): { guild: Guild; general: Channel } {
  const id = world.id()
  const owner = given.owner ?? makeUser(world, { username: `owner.${id.slice(-12)}` }).id
  const guild = world.state.guilds.set(id, {
    id,
    name: given.name,
    owner_id: owner,
    locale: given.locale ?? 'en-US',
    forums: given.forums ?? true,
    community: given.community ?? false,
  })
  saveRole(world, { ...blankRole(id, '@everyone', EVERYONE_DEFAULT), id })
  addMember(world, id, owner)
  const general = addChannel(world, blankChannel(world, ChannelType.text, id, 'general'))
  return { guild, general }
}

function blankRole(guild: string, name: string, permissions: bigint): Omit<Role, 'id'> {
  return {
    guild_id: guild,
    name,
    permissions: permissions.toString(),
    position: 0,
    color: 0,
    hoist: false,
    mentionable: false,
    managed: false,
    bot_id: null,
  }
}

/** Permissions by name, or as a number in a string. */
export type Grant = readonly PermissionName[] | string

export const grantOf = (grant: Grant | undefined): bigint =>
  grant === undefined ? 0n : typeof grant === 'string' ? BigInt(grant) : permissionBits(grant)

export function makeRole(
  world: World,
  guild: string,
  name: string,
  grant?: Grant,
  mentionable = false,
): Role {
  const id = world.id()
  const position = world.index.rolesOfGuild.of(guild).size
  return saveRole(world, { ...blankRole(guild, name, grantOf(grant)), id, position, mentionable })
}

/** Installs an application: its bot joins with a role of its own that grants what was asked for. */
export function install(world: World, app: App, guild: string, grant: Grant): Role {
  const own = [...world.index.rolesOfGuild.of(guild)]
    .flatMap((id) => world.state.roles.get(id) ?? [])
    .find((role) => role.bot_id === app.bot_id)
  const role = own
    ? saveRole(world, { ...own, permissions: grantOf(grant).toString() })
    : saveRole(world, {
        ...makeRoleRow(world, guild, app.name, grantOf(grant)),
        managed: true,
        bot_id: app.bot_id,
      })
  const member = world.state.members.get(memberKey(guild, app.bot_id))
  if (member && !member.roles.includes(role.id)) addMemberRole(world, member, role.id, true)
  else if (!member) addMember(world, guild, app.bot_id, [role.id])
  return role
}

function makeRoleRow(world: World, guild: string, name: string, permissions: bigint): Role {
  const position = world.index.rolesOfGuild.of(guild).size
  return { ...blankRole(guild, name, permissions), id: world.id(), position }
}

export interface NewChannel {
  readonly name: string
  readonly type?: number
  readonly parent?: string
  readonly topic?: string
  readonly overwrites?: readonly Overwrite[]
}

/** Makes a channel as a person who may; no limit but Discord's shape is checked. */
export function makeChannel(world: World, guild: string, given: NewChannel): Channel {
  return addChannel(world, {
    ...blankChannel(world, given.type ?? ChannelType.text, guild, given.name),
    parent_id: given.parent ?? null,
    topic: given.topic ?? null,
    overwrites: given.overwrites ?? [],
    position: world.index.channelsOfGuild.of(guild).size,
  })
}
