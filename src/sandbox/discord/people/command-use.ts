/** Typing a slash command, as Discord's client lets people do it. */
import { asText } from '../../as-text.ts'
import { channelPermissions, guildPermissions } from '../world/access.ts'
import { EVERY_PERMISSION, Interaction, Permission } from '../world/bits.ts'
import type { Channel, Command, CommandOption, Json, User } from '../world/rows.ts'
import { memberKey } from '../world/state.ts'
import { bareMemberView, interactionChannelView, roleView, userView } from '../world/views.ts'
import type { World } from '../world/world.ts'
import { begin } from './interaction.ts'
import { Refusal } from './refusal.ts'
import { memberNamed } from './who.ts'

const SUB = 1
const GROUP = 2

interface Place {
  readonly world: World
  readonly guild: string | null
  readonly user: User
  readonly channel: Channel
}

/** The commands that a person is offered in a place. */
export function commandsFor({ world, guild, user, channel }: Place): Command[] {
  const apps = [...world.state.apps.values()].filter((app) =>
    guild === null
      ? channel.recipients.includes(app.bot_id)
      : world.state.members.has(memberKey(guild, app.bot_id)),
  )
  const granted = guild === null ? EVERY_PERMISSION : guildPermissions(world, guild, user.id)
  const here = channelPermissions(world, channel, user.id)
  if (!(here & Permission.USE_APPLICATION_COMMANDS)) return []
  return apps
    .flatMap((app) => [
      ...(guild === null ? [] : world.index.commandsOf.of(`${app.id}:${guild}`)),
      ...world.index.commandsOf.of(`${app.id}:`),
    ])
    .flatMap((id) => world.state.commands.get(id) ?? [])
    .filter((command) => command.type === 1 && offered(command, guild, granted))
}

function offered(command: Command, guild: string | null, granted: bigint): boolean {
  if (guild === null) return command.guild_id === null && (command.contexts ?? [0, 1]).includes(1)
  if (command.contexts !== null && !command.contexts.includes(0)) return false
  if (command.default_member_permissions === null || granted === EVERY_PERMISSION) return true
  const needed = BigInt(command.default_member_permissions)
  return needed !== 0n && (granted & needed) === needed
}

const called = (entry: Command | CommandOption, name: string, locale: string) =>
  entry.name === name || entry.name_localizations?.[locale] === name

/** Uses a command: `name` is its words (`round open`), `focus` the option being typed, for autocomplete. */
export function useCommand(
  place: Place,
  name: string,
  given: Readonly<Record<string, unknown>>,
  focus?: string,
) {
  const { world, channel, user } = place
  const words = name.replace(/^\//, '').split(/\s+/)
  const command = commandsFor(place).find((entry) => called(entry, words[0] ?? '', user.locale))
  if (!command) throw new Refusal(`no command /${words[0]} is offered here`)
  if (channel.thread?.archived) throw new Refusal('the thread is archived')
  const app = world.state.apps.get(command.application_id)
  if (!app) throw new Refusal('the application is gone')
  const resolved = new Resolved(place)
  const options = descend(command.options, words.slice(1), user.locale, (leaf) =>
    fill(place, leaf, given, focus, resolved),
  )
  return begin(world, {
    app,
    user: user.id,
    channel,
    type: focus === undefined ? Interaction.command : Interaction.autocomplete,
    what: words.join(' '),
    data: {
      id: command.id,
      name: command.name,
      type: command.type,
      ...(options.length > 0 ? { options } : {}),
      ...(command.guild_id === null ? {} : { guild_id: command.guild_id }),
      ...resolved.view(),
    },
  })
}

function descend(
  options: readonly CommandOption[],
  words: readonly string[],
  locale: string,
  leaf: (options: readonly CommandOption[]) => Json[],
): Json[] {
  const nested = options.some((option) => option.type === SUB || option.type === GROUP)
  if (!nested) {
    if (words.length > 0) throw new Refusal(`there is no "${words[0]}" under this command`)
    return leaf(options)
  }
  const next = options.find((option) => called(option, words[0] ?? '', locale))
  if (!next) throw new Refusal(`one of these must follow: ${options.map((option) => option.name).join(', ')}`)
  return [
    { name: next.name, type: next.type, options: descend(next.options ?? [], words.slice(1), locale, leaf) },
  ]
}

function fill(
  place: Place,
  options: readonly CommandOption[],
  given: Readonly<Record<string, unknown>>,
  focus: string | undefined,
  resolved: Resolved,
): Json[] {
  for (const name of Object.keys(given))
    if (!options.some((option) => called(option, name, place.user.locale)))
      throw new Refusal(`there is no option "${name}"`)
  return options.flatMap((option) => {
    const key = [option.name, option.name_localizations?.[place.user.locale] ?? ''].find(
      (name) => name in given,
    )
    const value = key === undefined ? undefined : given[key]
    const focused = focus !== undefined && called(option, focus, place.user.locale)
    if (focused && !option.autocomplete) throw new Refusal(`"${focus}" offers nothing while typing`)
    if (value === undefined || value === null) {
      if (option.required && focus === undefined) throw new Refusal(`"${option.name}" is required`)
      return []
    }
    const read = focused ? asText(value) : readOption(option, value, resolved)
    return [{ name: option.name, type: option.type, value: read, ...(focused ? { focused: true } : {}) }]
  })
}

function readOption(option: CommandOption, value: unknown, resolved: Resolved): string | number | boolean {
  if (option.choices && option.choices.length > 0) {
    const hit = option.choices.find((choice) => choice.value === value || choice.name === value)
    if (!hit) throw new Refusal(`"${asText(value)}" is none of the choices of "${option.name}"`)
    return hit.value
  }
  switch (option.type) {
    case 3:
      return readText(option, asText(value))
    case 4:
    case 10:
      return readNumber(option, Number(value))
    case 5:
      return value === true || value === 'true'
    case 6:
      return resolved.user(asText(value))
    case 7:
      return resolved.channel(asText(value))
    case 8:
      return resolved.role(asText(value))
    case 9:
      return resolved.mentionable(asText(value))
    default:
      throw new Refusal(`options of type ${option.type} are not simulated`)
  }
}

function readText(option: CommandOption, value: string): string {
  if (value.length < (option.min_length ?? 0)) throw new Refusal(`"${option.name}" is too short`)
  if (value.length > (option.max_length ?? 6_000)) throw new Refusal(`"${option.name}" is too long`)
  return value
}

function readNumber(option: CommandOption, value: number): number {
  if (Number.isNaN(value) || (option.type === 4 && !Number.isInteger(value)))
    throw new Refusal(`"${option.name}" is a number`)
  if (value < (option.min_value ?? -Infinity) || value > (option.max_value ?? Infinity))
    throw new Refusal(`"${option.name}" is out of range`)
  return value
}

/** People, channels and roles that were picked, as an interaction's `resolved` carries them. */
export class Resolved {
  private readonly place: Place
  private readonly users: Record<string, Json> = {}
  private readonly members: Record<string, Json> = {}
  private readonly roles: Record<string, Json> = {}
  private readonly channels: Record<string, Json> = {}

  constructor(place: Place) {
    this.place = place
  }

  user(name: string): string {
    const { world, guild } = this.place
    const user = memberNamed(world, guild ?? '', name)
    this.users[user.id] = userView(user)
    const member = world.state.members.get(memberKey(guild ?? '', user.id))
    if (member)
      this.members[user.id] = {
        ...bareMemberView(member),
        permissions: channelPermissions(world, this.place.channel, user.id).toString(),
      }
    return user.id
  }

  role(name: string): string {
    const { world, guild } = this.place
    const roles = [...world.index.rolesOfGuild.of(guild ?? '')].flatMap(
      (id) => world.state.roles.get(id) ?? [],
    )
    const role = roles.find((entry) => entry.id === name || entry.name === name)
    if (!role) throw new Refusal(`no role "${name}"`)
    this.roles[role.id] = roleView(role)
    return role.id
  }

  channel(name: string): string {
    const { world, guild, user } = this.place
    const channels = [...world.index.channelsOfGuild.of(guild ?? '')].flatMap(
      (id) => world.state.channels.get(id) ?? [],
    )
    const channel = channels.find((entry) => entry.id === name || entry.name === name)
    if (!channel) throw new Refusal(`no channel "${name}"`)
    this.channels[channel.id] = interactionChannelView(world, channel, user.id)
    return channel.id
  }

  mentionable(name: string): string {
    try {
      return this.user(name)
    } catch {
      return this.role(name)
    }
  }

  view(): Json {
    const { users, members, roles, channels } = this
    const some = Object.entries({ users, members, roles, channels }).filter(
      ([, all]) => Object.keys(all).length > 0,
    )
    return some.length > 0 ? { resolved: Object.fromEntries(some) } : {}
  }
}
