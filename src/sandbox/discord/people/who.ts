/** Finds what a person or a test names: by id, or by the name that they read. */
import { asText } from '../../as-text.ts'
import type { App, Channel, Guild, User } from '../world/rows.ts'
import { memberKey } from '../world/state.ts'
import type { World } from '../world/world.ts'
import { Refusal } from './refusal.ts'
import { visibleChannels } from './sees.ts'

export type Input = Readonly<Record<string, unknown>>

export function textOf(input: Input, name: string): string {
  const value = input[name]
  if (typeof value === 'string' && value !== '') return value
  if (typeof value === 'number') return String(value)
  throw new Refusal(`"${name}" is missing`)
}

export function optionalText(input: Input, name: string): string | undefined {
  return input[name] === undefined || input[name] === null ? undefined : asText(input[name])
}

/** A hundred years of milliseconds: more than any wait, any clock and any count. */
const MOST = 100 * 365.25 * 86_400_000

export function optionalNumber(input: Input, name: string): number | undefined {
  const value = input[name]
  if (value === undefined) return undefined
  const number = typeof value === 'string' ? Number.parseFloat(value) : value
  if (typeof number === 'number' && Math.abs(number) <= MOST) return number
  throw new Refusal(`"${name}" is no number that is meant`)
}

export function guildOf(world: World, input: Input): Guild {
  const given = textOf(input, 'guild')
  const guild =
    world.state.guilds.get(given) ?? world.state.guilds.get(world.index.guildByName.first(given) ?? '')
  if (!guild) throw new Refusal(`no guild "${given}"`)
  return guild
}

export function userOf(world: World, input: Input, name = 'user'): User {
  const given = textOf(input, name)
  const user =
    world.state.users.get(given) ?? world.state.users.get(world.index.userByName.first(given) ?? '')
  if (!user) throw new Refusal(`no user "${given}"`)
  return user
}

/** A member of the guild as somebody finds them: by id, user name, nick name or display name. */
export function memberNamed(world: World, guild: string, name: string): User {
  const byId = world.state.users.get(name) ?? world.state.users.get(world.index.userByName.first(name) ?? '')
  if (byId && world.state.members.has(memberKey(guild, byId.id))) return byId
  for (const key of world.index.membersOfGuild.of(guild)) {
    const member = world.state.members.get(key)
    const user = world.state.users.get(member?.user_id ?? '')
    if (user && (member?.nick === name || user.global_name === name)) return user
  }
  throw new Refusal(`nobody here is called "${name}"`)
}

export function appOf(world: World, input: Input): App {
  const given = textOf(input, 'app')
  const app =
    world.state.apps.get(given) ?? [...world.state.apps.values()].find((entry) => entry.name === given)
  if (!app) throw new Refusal(`no application "${given}"`)
  return app
}

/** The channel that a person is in: named, or `general`. */
export function placeOf(world: World, guild: string, user: string, input: Input): Channel {
  const given = optionalText(input, 'channel')
  const visible = visibleChannels(world, guild, user)
  const found =
    given === undefined
      ? (visible.find((channel) => channel.name === 'general') ??
        visible.find((channel) => channel.type === 0))
      : visible.find((channel) => channel.id === given || channel.name === given)
  if (!found) throw new Refusal(`cannot see a channel "${given ?? 'general'}"`)
  return found
}
