/** The operations that make a world and take things out of it. */
import { isThread } from '../world/bits.ts'
import { changeChannel, deleteChannel, removeThreadMember } from '../world/channels.ts'
import { addMember, addMemberRole, changeGuild, removeMember, saveRole } from '../world/membership.ts'
import { remove } from '../world/posting.ts'
import { memberKey } from '../world/state.ts'
import type { ControlParts, Operation } from './operation.ts'
import { Refusal } from './refusal.ts'
import {
  type Grant,
  grantOf,
  install,
  makeApp,
  makeChannel,
  makeGuild,
  makeRole,
  makeUser,
  type NewApp,
  type NewChannel,
  type NewGuild,
  type NewUser,
} from './setup.ts'
import { appOf, guildOf, type Input, textOf, userOf } from './who.ts'

export function setupOperations({ world }: ControlParts): Record<string, Operation> {
  const roleOf = (guild: string, name: string) => {
    const roles = [...world.index.rolesOfGuild.of(guild)].flatMap((id) => world.state.roles.get(id) ?? [])
    const role = roles.find((entry) => entry.id === name || entry.name === name)
    if (!role) throw new Refusal(`no role "${name}"`)
    return role
  }
  const grant = (input: Input) => input.permissions as Grant | undefined
  return {
    app: (input) => makeApp(world, input as unknown as NewApp),
    install(input) {
      return install(world, appOf(world, input), guildOf(world, input).id, grant(input) ?? [])
    },
    guild(input) {
      const { guild, general } = makeGuild(world, input as unknown as NewGuild)
      return { ...guild, general: general.id }
    },
    'guild-settings': (input) =>
      changeGuild(world, guildOf(world, input).id, {
        ...(input.name === undefined ? {} : { name: textOf(input, 'name') }),
        ...(input.forums === undefined ? {} : { forums: input.forums === true }),
      }),
    user: (input) => makeUser(world, input as unknown as NewUser),
    people(input) {
      const guild = guildOf(world, input)
      return (input.people as NewUser[]).map((given) => {
        const user = makeUser(world, given)
        addMember(world, guild.id, user.id)
        return user
      })
    },
    /** The bot of an application is thrown out, as by whoever manages the server. */
    'throw-out': (input) => removeMember(world, guildOf(world, input).id, appOf(world, input).bot_id),
    'add-member': (input) => addMember(world, guildOf(world, input).id, userOf(world, input).id),
    role: (input) =>
      makeRole(
        world,
        guildOf(world, input).id,
        textOf(input, 'name'),
        grant(input),
        input.mentionable === true,
      ),
    'role-permissions'(input) {
      const guild = guildOf(world, input)
      const role = roleOf(guild.id, textOf(input, 'role'))
      return saveRole(world, { ...role, permissions: grantOf(grant(input)).toString() })
    },
    'give-role'(input) {
      const guild = guildOf(world, input)
      const member = world.state.members.get(memberKey(guild.id, userOf(world, input).id))
      if (!member) throw new Refusal('no member')
      return addMemberRole(world, member, roleOf(guild.id, textOf(input, 'role')).id, input.on !== false)
    },
    channel: (input) => makeChannel(world, guildOf(world, input).id, input as unknown as NewChannel),
    'delete-channel'(input) {
      const channel = world.state.channels.get(textOf(input, 'channel'))
      if (channel) deleteChannel(world, channel)
    },
    /** Takes somebody out of a channel or thread that they were let into. */
    'take-out'(input) {
      const channel = world.state.channels.get(textOf(input, 'channel'))
      const user = userOf(world, input).id
      if (!channel) return
      if (isThread(channel.type)) removeThreadMember(world, channel, user)
      else changeChannel(world, channel, { overwrites: channel.overwrites.filter(({ id }) => id !== user) })
    },
    'delete-message'(input) {
      const message = world.state.messages.get(textOf(input, 'message'))
      if (message) remove(world, message)
    },
  }
}
